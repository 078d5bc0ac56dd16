package charwise.engine.task.transducer;

import charwise.engine.checkpoint.ModelFile;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.Symbols;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.data.UnknownText;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.task.ItemInput;
import charwise.engine.task.SavedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transducer and all that is needed to use it, as one file holds it.
 *
 * @param vocabulary the units of texts
 * @param features what may stand beside a text, see {@link Pairs}
 * @param targetVocabulary the units of answers
 * @param longestTarget the most units of an answer learnt from, its end counted
 * @param training how it was trained, as JSON values; empty where nothing is known
 */
public record SavedTransducer(
    Transducer model,
    Vocabulary vocabulary,
    Symbols features,
    TargetVocabulary targetVocabulary,
    int longestTarget,
    Map<String, @Nullable Object> training)
    implements SavedTask {
  /** The most steps of a source; what is longer is cut. */
  public static final int MAXIMUM_SOURCE = 2 * TransducerData.MAXIMUM_LENGTH;

  /** Checks the sizes; keeps a copy of the training record, in its order. */
  public SavedTransducer {
    check(model.config(), vocabulary, features, targetVocabulary);
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
  }

  /** Throws {@link IllegalArgumentException} unless a model has room for these units. */
  static void check(
      TransducerConfig config,
      Vocabulary vocabulary,
      Symbols features,
      TargetVocabulary targetVocabulary) {
    int sources = Pairs.sourceVocabularySize(vocabulary, features);
    if (sources != config.vocabularySize()
        || targetVocabulary.size() != config.targetVocabularySize()) {
      throw new IllegalArgumentException(
          "%d units to read and %d to write for a model of %d and %d"
              .formatted(
                  sources,
                  targetVocabulary.size(),
                  config.vocabularySize(),
                  config.targetVocabularySize()));
    }
  }

  /** The most units of a source, features among them. */
  int mostUnits() {
    return MAXIMUM_SOURCE / model.config().repeatInput();
  }

  /** Sources, cut where they are too long, and answers as the model reads them. */
  Pairs pairs(List<TransducerSource> sources, List<String> targets) {
    PairsBuilder builder = Pairs.builder(vocabulary, features, targetVocabulary);
    try {
      for (int i = 0; i < sources.size(); i++) {
        TransducerSource source = sources.get(i).cut(mostUnits());
        builder.add(source.input(), source.features(), targets.get(i), "a text to answer");
      }
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not a transducer
   */
  public static SavedTransducer read(Path file) throws IOException {
    return ModelFile.read(file, TransducerFormat.INSTANCE);
  }

  /** What a line stands for: where features are known, they follow a text after a tab. */
  TransducerSource source(String line) {
    return features.size() > 0 ? TransducerSource.ofColumns(line) : TransducerSource.of(line);
  }

  @Override
  public ItemInput input(String line) {
    TransducerSource source = source(line).cut(mostUnits());
    PairSteps steps = new PairSteps(model.config(), pairs(List.of(source), List.of("")));
    int[] text = UnknownText.units(source.input(), vocabulary.units());
    int[] units = new int[steps.sourceSteps(0)];
    int[] ids = new int[units.length];
    for (int t = 0; t < ids.length; t++) {
      int i = t / model.config().repeatInput() - source.features().size();
      int place = model.config().reverseSource() ? text.length - 1 - i : i;
      units[t] = i >= 0 && i < text.length ? text[place] : ItemInput.NO_UNIT;
      ids[t] = steps.sourceUnit(0, t);
    }
    return new ItemInput(model.encoder(), units, ids);
  }

  @Override
  public TransducerPredictor predictor(int alternatives, Team team) {
    int width = Math.max(TransducerPredictor.USUAL_BEAM, alternatives);
    boolean attends = model.config().attention() != AttentionType.NONE;
    return new TransducerPredictor(
        this, TransducerPredictor.settings(width, alternatives, attends), null, null, team);
  }

  @Override
  public Map<String, String> metadata() {
    return TransducerFormat.metadata(this);
  }

  /** Creates or replaces a file, atomically; see {@link ModelFile#write}. */
  public void write(Path file) throws IOException {
    ModelFile.write(file, model, metadata());
  }
}
