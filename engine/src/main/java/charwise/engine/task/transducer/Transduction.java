package charwise.engine.task.transducer;

import java.util.List;
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
   * @param weights how much each unit, and then the end, attended to each unit read; null if that was
   *     not asked for or there is no attention
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

  /** Keeps copies of the lists. */
  public Transduction {
    source = List.copyOf(source);
    outputs = List.copyOf(outputs);
  }
}
