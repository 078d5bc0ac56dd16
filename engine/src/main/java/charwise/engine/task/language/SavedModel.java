package charwise.engine.task.language;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model and all that is needed to use it, as one file holds it.
 *
 * @param model the weights
 * @param vocabulary what the model's ids stand for
 * @param units what a unit is; the vocabulary's
 * @param items whether the model learnt one continuous text or lines of their own
 * @param dropout the dropout it was trained with, at least 0 and below 1
 * @param conditions what the ids of the model's conditions stand for; such a model has learnt lines
 * @param training how it was trained, as JSON values; empty where nothing is known
 */
public record SavedModel(
    LanguageModel model,
    Vocabulary vocabulary,
    Units units,
    Items items,
    double dropout,
    Conditions conditions,
    Map<String, @Nullable Object> training)
    implements SavedTask {
  /** In the training's record: the validation loss of the network without the n-grams beside it. */
  public static final String NETWORK_NATS = "network_nats_per_char";

  /** Keeps a copy of the training record, in its order. */
  public SavedModel {
    int expected = model.config().vocabularySize();
    if (vocabulary.size() != expected) {
      throw new IllegalArgumentException(
          "a vocabulary of " + vocabulary.size() + " for a model of " + expected);
    }
    if (vocabulary.units() != units) {
      throw new IllegalArgumentException("the vocabulary is not of units " + units.label());
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be at least 0 and below 1: " + dropout);
    }
    if (conditions.size() != model.config().conditions()) {
      throw new IllegalArgumentException(
          conditions.size() + " conditions for a model of " + model.config().conditions());
    }
    if (!conditions.isEmpty() && (items != Items.LINE || vocabulary.id('\n') < 0)) {
      throw new IllegalArgumentException("only lines stand under conditions");
    }
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
  }

  /** A model with the units of its vocabulary, which knows no conditions. */
  public static SavedModel of(
      LanguageModel model,
      Vocabulary vocabulary,
      Items items,
      double dropout,
      Map<String, @Nullable Object> training) {
    return of(model, vocabulary, items, dropout, Conditions.NONE, training);
  }

  /** A model with the units of its vocabulary, of lines under conditions. */
  public static SavedModel of(
      LanguageModel model,
      Vocabulary vocabulary,
      Items items,
      double dropout,
      Conditions conditions,
      Map<String, @Nullable Object> training) {
    return new SavedModel(
        model, vocabulary, vocabulary.units(), items, dropout, conditions, training);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not a language model
   */
  public static SavedModel read(Path file) throws IOException {
    return ModelFile.read(file, LanguageModelFormat.INSTANCE);
  }

  @Override
  public List<String> choices() {
    return conditions.names();
  }

  @Override
  public @Nullable ConditionPredictor predictor(int alternatives, Team team) {
    return conditions.isEmpty() ? null : new ConditionPredictor(this, alternatives, team);
  }

  @Override
  public Map<String, String> metadata() {
    return LanguageModelFormat.metadata(this);
  }

  /** Creates or replaces a file, atomically; see {@link ModelFile#write}. */
  public void write(Path file) throws IOException {
    ModelFile.write(file, model, metadata());
  }

  /** The hash of the weights as they are now, see {@link ModelFile#sha256}; reads them all. */
  public String sha256() {
    return ModelFile.sha256(model);
  }
}
