package charwise.engine.task.tagger;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.task.ItemInput;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tagger and all that is needed to use it, as one file holds it.
 *
 * @param vocabulary the units that it knows; the id of all others is the vocabulary's size
 * @param scheme what the tags stand for
 * @param hints what a lexicon says, which is read beside units
 * @param window how lines are cut that are longer
 * @param training how it was trained, as JSON values; empty where nothing is known
 */
public record SavedTagger(
    Tagger model,
    Vocabulary vocabulary,
    TagScheme scheme,
    WordHints hints,
    WindowSize window,
    Map<String, @Nullable Object> training)
    implements SavedTask {
  /** Checks the sizes; keeps a copy of the training record, in its order. */
  public SavedTagger {
    TaggerConfig config = model.config();
    if (vocabulary.size() + 1 != config.vocabularySize() || scheme.size() != config.tags()) {
      throw new IllegalArgumentException(
          "a vocabulary of %d and %d tags for a model of %d and %d"
              .formatted(vocabulary.size(), scheme.size(), config.vocabularySize(), config.tags()));
    }
    if (config.hints() == 0 && !hints.isEmpty()) {
      throw new IllegalArgumentException("a lexicon for a model that reads none");
    }
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not a tagger
   */
  public static SavedTagger read(Path file) throws IOException {
    return ModelFile.read(file, TaggerFormat.INSTANCE);
  }

  @Override
  public ItemInput input(String line) {
    int[] units = ItemInput.units(scheme.question(line), window.units());
    int[] ids = vocabulary.ids(units);
    if (model.config().hints() > 0) {
      char[] hinted = hints.of(units);
      ids = Arrays.copyOf(ids, 2 * units.length);
      for (int t = 0; t < units.length; t++) {
        ids[units.length + t] = hinted[t];
      }
    }
    return new ItemInput(model.stack(), units, ids);
  }

  @Override
  public TaggerPredictor predictor(int alternatives, Team team) {
    return new TaggerPredictor(this, team);
  }

  @Override
  public Map<String, String> metadata() {
    return TaggerFormat.metadata(this);
  }

  /** Creates or replaces a file, atomically; see {@link ModelFile#write}. */
  public void write(Path file) throws IOException {
    ModelFile.write(file, model, metadata());
  }
}
