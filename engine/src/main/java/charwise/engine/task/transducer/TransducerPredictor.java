package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.search.Constraint;
import charwise.engine.search.Output;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.Answer;
import charwise.engine.task.Predictor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers to texts, the best first. */
public final class TransducerPredictor implements Predictor {
  /** The usual width of the beam. */
  public static final int USUAL_BEAM = 4;

  /** See {@link SearchSettings}. */
  private static final double LENGTH_NORMALIZATION = 1;

  private final SavedTransducer saved;
  private final @Nullable Integer maximumLength;
  private final TransducerReader reader;

  /**
   * A predictor whose work a team shares.
   *
   * @param settings how to look for answers
   * @param constraint which answers are allowed, over the ids of the target vocabulary; null for
   *     all
   * @param maximumLength the most units of an answer; null for what is usual. The steps of CTC are
   *     a limit in any case
   */
  public TransducerPredictor(
      SavedTransducer saved,
      SearchSettings settings,
      @Nullable Constraint constraint,
      @Nullable Integer maximumLength,
      Team team) {
    this.saved = saved;
    this.maximumLength = maximumLength;
    reader =
        new TransducerReader(saved.model(), new ReaderSettings(settings, constraint, false), team);
  }

  /**
   * The usual way to look for answers.
   *
   * @param width of the beam; 1 is greedy
   * @param count the most answers to a text
   * @param weights whether answers tell what they attended to
   */
  public static SearchSettings settings(int width, int count, boolean weights) {
    return new SearchSettings(width, count, LENGTH_NORMALIZATION, weights);
  }

  /** Answers lines: with a model that knows features, these follow a text after a tab. */
  @Override
  public List<Answer> answer(List<String> lines) {
    return transduce(lines.stream().map(saved::source).toList()).stream()
        .map(Transduction::answer)
        .toList();
  }

  /** Answers sources, with all that is known of how. */
  public List<Transduction> transduce(List<TransducerSource> sources) {
    Pairs pairs = saved.pairs(sources, Collections.nCopies(sources.size(), ""));
    int[] limits = new int[pairs.size()];
    Arrays.setAll(
        limits,
        pair ->
            maximumLength != null
                ? maximumLength
                : AnswerLength.usual(pairs.sourceLength(pair), saved.longestTarget()));
    List<DecodedPair> readings = reader.read(pairs, limits);
    List<Transduction> all = new ArrayList<>(sources.size());
    for (int i = 0; i < readings.size(); i++) {
      int features = sources.get(i).features().size();
      all.add(
          new Transduction(
              units(sources.get(i).cut(saved.mostUnits())),
              pairs.unknown(i),
              readings.get(i).outputs().stream()
                  .map(output -> written(output, features))
                  .toList()));
    }
    return all;
  }

  private List<String> units(TransducerSource source) {
    List<String> units = new ArrayList<>(source.features());
    if (saved.vocabulary().units() == Units.BYTE) {
      for (byte unit : source.input().getBytes(StandardCharsets.UTF_8)) {
        units.add(HexFormat.of().toHexDigits(unit));
      }
    } else {
      source.input().codePoints().forEach(unit -> units.add(Character.toString(unit)));
    }
    return units;
  }

  private Transduction.Written written(Output output, int features) {
    float[][] weights = output.weights();
    if (weights != null && saved.model().config().reverseSource()) {
      weights = Arrays.stream(weights).map(row -> inOrder(row, features)).toArray(float[][]::new);
    }
    List<String> units = saved.targetVocabulary().units(output.ids());
    return new Transduction.Written(
        saved.targetVocabulary().units().join(units),
        units,
        output.logProbability(),
        output.ended(),
        weights == null ? null : List.of(weights));
  }

  /** Weights of a text read from its end, in the order of its units. */
  private static float[] inOrder(float[] row, int features) {
    float[] copy = row.clone();
    for (int i = features; i < row.length; i++) {
      copy[i] = row[row.length - 1 - (i - features)];
    }
    return copy;
  }
}
