package charwise.engine.task.transducer;

import charwise.engine.task.Alignment;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transducer has read and the answers that it has written.
 *
 * @param source the units read, features first and then those of the text in its order
 * @param unknown how many of them the model has never seen
 * @param outputs the best first; none where none is allowed
 */
public record Transduction(List<String> source, int unknown, List<Written> outputs) {
  /**
   * An answer.
   *
   * @param units without any mark
   * @param logProbability the natural logarithm of the probability of the whole
   * @param ended whether it ends of itself, rather than being cut
   * @param weights how much each unit, and then the end, attended to each unit read; null if that
   *     was not asked for or there is no attention
   */
  public record Written(
      String text,
      List<String> units,
      double logProbability,
      boolean ended,
      @Nullable List<float[]> weights) {
    /** The probability of the whole. */
    public double probability() {
      return Math.min(1, StrictMath.exp(logProbability));
    }
  }

  /** Where no answer is allowed. */
  private static final Alternative NOTHING = new Alternative("", 0, false);

  /** Keeps copies of the lists. */
  public Transduction {
    source = List.copyOf(source);
    outputs = List.copyOf(outputs);
  }

  /** All of them as one answer. */
  public Answer answer() {
    if (outputs.isEmpty()) {
      return new Answer(List.of(NOTHING), unknown, Map.of());
    }
    Written best = outputs.getFirst();
    return new Answer(
        outputs.stream()
            .map(output -> new Alternative(output.text(), output.probability(), output.ended()))
            .toList(),
        unknown,
        Map.of(),
        best.weights() == null ? null : new Alignment(source, best.units(), best.weights()));
  }
}
