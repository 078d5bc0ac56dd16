package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.engine.comparison.sweep.Verdict;
import charwise.engine.comparison.sweep.Verdict.Difference;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a verdict into a sentence. */
final class VerdictText {
  private static final int SURE_RUNS = 2;

  private VerdictText() {}

  static String of(Verdict verdict, List<Integer> lags) {
    List<Difference> differences = verdict.differences();
    if (differences.isEmpty()) {
      return "nothing to compare.";
    }
    if (differences.stream().allMatch(d -> d.margin().count() < SURE_RUNS)) {
      return "no difference shown: one seed gives no interval, take more with --seeds.";
    }
    int lag = verdict.criterion().lag();
    String unit = lag < 0 ? "bits/char" : "of the answers at lag " + lags.get(lag);
    String shown =
        differences.stream()
            .filter(Difference::shown)
            .map(difference -> beats(difference, lag < 0 ? 3 : 2) + " " + unit)
            .collect(Collectors.joining(", "));
    String open =
        differences.stream()
            .filter(difference -> !difference.shown())
            .map(d -> d.better().cell() + " and " + d.worse().cell())
            .collect(Collectors.joining(", between "));
    String rest = open.isEmpty() ? "" : "between " + open + " no difference shown";
    return shown + (shown.isEmpty() || rest.isEmpty() ? "" : "; ") + rest + ".";
  }

  private static String beats(Difference difference, int digits) {
    return "%s beats %s by %s ± %s"
        .formatted(
            difference.better().cell(),
            difference.worse().cell(),
            NumberText.fixed(difference.margin().mean(), digits),
            NumberText.fixed(difference.margin().halfWidth(), digits));
  }
}
