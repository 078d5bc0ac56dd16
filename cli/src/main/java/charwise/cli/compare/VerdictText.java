package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.Criterion;
import charwise.engine.comparison.sweep.Verdict;
import charwise.engine.comparison.sweep.Verdict.Difference;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a verdict into a sentence.
 *
 * @param lags of the task's measure
 */
record VerdictText(ShapeNames names, List<Integer> lags) {
  private static final int SURE_RUNS = 2;

  /** From so many contenders on, they are named together rather than in pairs. */
  private static final int FEWEST_TOGETHER = 3;

  String of(Verdict verdict) {
    List<Difference> differences = verdict.differences();
    if (differences.isEmpty()) {
      return "nothing to compare.";
    }
    if (differences.stream().allMatch(d -> d.margin().count() < SURE_RUNS)) {
      return "no difference shown: one seed gives no interval, take more with --seeds.";
    }
    String shown =
        differences.stream()
            .filter(Difference::shown)
            .map(difference -> beats(difference, verdict.criterion()))
            .collect(Collectors.joining(", "));
    List<Difference> open = differences.stream().filter(difference -> !difference.shown()).toList();
    String rest = open.isEmpty() ? "" : undecided(open, shown.isEmpty());
    return shown
        + (shown.isEmpty() || rest.isEmpty() ? "" : "; ")
        + rest
        + more(open, differences.size())
        + ".";
  }

  /** The pairs that show no difference: of three and more contenders together, if all pairs do. */
  private String undecided(List<Difference> open, boolean all) {
    List<String> contenders =
        open.stream().flatMap(d -> Stream.of(brief(d, true), brief(d, false))).distinct().toList();
    int count = contenders.size();
    if (count < FEWEST_TOGETHER || count * (count - 1) / 2 != open.size()) {
      return open.stream()
          .map(d -> brief(d, true) + " and " + brief(d, false))
          .collect(Collectors.joining(", between ", "between ", " no difference shown"));
    }
    return "no difference shown between any of "
        + (all
            ? "them"
            : String.join(", ", contenders.subList(0, count - 1)) + " and " + contenders.getLast());
  }

  private String brief(Difference difference, boolean better) {
    return names.brief((better ? difference.better() : difference.worse()).shape());
  }

  /** With too few seeds an exact test shows nothing, however large the difference. */
  private static String more(List<Difference> open, int pairs) {
    int needed = Verdict.seedsForExactTest(pairs);
    boolean few =
        open.stream()
            .anyMatch(d -> d.exact() && d.margin().mean() > 0 && d.margin().count() < needed);
    return few ? " (where runs tie, a test takes at least " + needed + " seeds)" : "";
  }

  private String beats(Difference difference, Criterion criterion) {
    String better = brief(difference, true);
    String worse = brief(difference, false);
    double mean = difference.margin().mean();
    double half = difference.margin().halfWidth();
    RunResult any = difference.better().runs().getFirst();
    return switch (criterion.measure()) {
      case STEPS ->
          "%s is at 90 %% %s ± %s steps sooner than %s"
              .formatted(
                  better,
                  NumberText.grouped(Math.round(mean)),
                  NumberText.grouped(Math.round(half)),
                  worse);
      case REACH ->
          "gradients of %s reach %s ± %s characters farther back than those of %s"
              .formatted(better, NumberText.fixed(mean, 0), NumberText.fixed(half, 0), worse);
      case ANSWERS ->
          "%s beats %s by %s ± %s of the answers at lag %d"
              .formatted(
                  better,
                  worse,
                  NumberText.fixed(mean, 2),
                  NumberText.fixed(half, 2),
                  lags.get(criterion.lag()));
      case METRIC ->
          "%s beats %s by %s ± %s %s"
              .formatted(
                  better,
                  worse,
                  NumberText.fixed(mean, 3),
                  NumberText.fixed(half, 3),
                  any.test().metric().higherIsBetter() ? "in " + metricName(any) : "bits/char");
    };
  }

  /** The name of a run's metric in words. */
  static String metricName(RunResult result) {
    return result.test().metric().name().replace('_', ' ').replace('-', ' ');
  }
}
