package charwise.cli.compare;

import charwise.engine.comparison.RunResult;
import java.util.Collections;
import java.util.List;

/**
 * What runs are judged by: bits a character on a text, right answers at the longest lag on recall.
 *
 * @param lag the index of that lag; −1 on a text
 * @param unit of differences
 */
record Standard(int lag, String unit) {
  /** For a subject. */
  static Standard of(Subject subject) {
    if (!subject.recall()) {
      return new Standard(-1, "bits/char");
    }
    List<Integer> lags = subject.task().lags();
    int longest = Collections.max(lags);
    return new Standard(lags.indexOf(longest), "of the answers at lag " + longest);
  }

  /** Lower is better. */
  double badness(RunResult result) {
    return lag < 0 ? result.validationBits() : -result.byLag().get(lag);
  }

  /** Digits after the dot. */
  int digits() {
    return lag < 0 ? 3 : 2;
  }
}
