package charwise.engine.task.classifier;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.data.Labels;
import charwise.engine.data.Sequences;
import charwise.engine.data.UnknownText;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.task.Evidence;
import charwise.engine.task.ItemInput;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A classifier and all that is needed to use it, as one file holds it.
 *
 * @param vocabulary the units that it knows; the id of all others is the vocabulary's size
 * @param labels what the classes are called
 * @param maximumLength where longer texts are cut
 * @param networkScale what the network's logits are multiplied by
 * @param ngramScale what the logits of the n-grams are multiplied by before they are added
 * @param training how it was trained, as JSON values; empty where nothing is known
 */
public record SavedClassifier(
    Classifier model,
    Vocabulary vocabulary,
    Labels labels,
    int maximumLength,
    double networkScale,
    double ngramScale,
    Map<String, @Nullable Object> training)
    implements SavedTask {
  /** The largest scale of a file. */
  static final double LARGEST_SCALE = 1e6;

  /** Where texts are cut at the latest. */
  static final int LONGEST = 1 << 16;

  /** Checks the sizes; keeps a copy of the training record, in its order. */
  public SavedClassifier {
    if (maximumLength < 1 || maximumLength > LONGEST) {
      throw new IllegalArgumentException("no text is cut at " + maximumLength + " units");
    }
    ClassifierConfig config = model.config();
    if (vocabulary.size() + 1 != config.vocabularySize() || labels.size() != config.classes()) {
      throw new IllegalArgumentException(
          "a vocabulary of %d and %d labels for a model of %d and %d"
              .formatted(
                  vocabulary.size(), labels.size(), config.vocabularySize(), config.classes()));
    }
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not a classifier
   */
  public static SavedClassifier read(Path file) throws IOException {
    return ModelFile.read(file, ClassifierFormat.INSTANCE);
  }

  @Override
  public List<String> choices() {
    return labels.names();
  }

  @Override
  public List<Evidence> evidence(String line) {
    NgramLinear ngrams = model.ngrams(vocabulary);
    if (ngrams == null) {
      return List.of();
    }
    Sequences read = UnknownText.of(List.of(line), vocabulary).items();
    return ngrams.evidence(read.ids(), 0, read.length(0)).stream()
        .map(one -> new Evidence(one.ngram(), labels.name(one.label()), ngramScale * one.logit()))
        .toList();
  }

  @Override
  public ItemInput input(String line) {
    int[] units = ItemInput.units(UnknownText.units(line, vocabulary.units()), maximumLength);
    return new ItemInput(model.stack(), units, vocabulary.ids(units));
  }

  @Override
  public ClassifierPredictor predictor(int alternatives, Team team) {
    return new ClassifierPredictor(this, alternatives, team);
  }

  @Override
  public Map<String, String> metadata() {
    return ClassifierFormat.metadata(this);
  }

  /** Creates or replaces a file, atomically; see {@link ModelFile#write}. */
  public void write(Path file) throws IOException {
    ModelFile.write(file, model, metadata());
  }
}
