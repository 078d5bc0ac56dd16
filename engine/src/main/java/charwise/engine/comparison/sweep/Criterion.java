package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import java.util.Collections;
import java.util.List;

/**
 * What runs are judged by: bits a character, or right answers at the longest lag.
 *
 * @param lag the index of that lag among the task's; −1 for bits a character
 */
public record Criterion(int lag) {
  /** Bits a character. */
  public static final Criterion BITS = new Criterion(-1);

  /** Right answers at the longest of these lags. */
  public static Criterion answers(List<Integer> lags) {
    return new Criterion(lags.indexOf(Collections.max(lags)));
  }

  /** The loss of a run by this criterion; lower is better. */
  double loss(RunResult result) {
    return lag < 0 ? result.validationBits() : -result.byLag().get(lag);
  }
}
