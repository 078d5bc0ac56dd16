package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.engine.comparison.RunResult;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who beats whom: for each two contenders the mean of the differences between their runs of the
 * same seed, with its 95 % interval. Where the interval has zero in it, no difference is shown.
 */
final class Verdict {
  private static final int SURE_RUNS = 2;

  private final Standard standard;
  private final List<Difference> differences;

  /**
   * The difference between two contenders.
   *
   * @param better whose mean is better, whether that is shown or not
   * @param margin by how much: the better's advantage, not negative; over the seeds of both
   */
  record Difference(Contender better, Contender worse, MeanInterval margin) {
    /** Whether it is more than chance may make. */
    boolean shown() {
      return margin.excludesZero();
    }
  }

  private Verdict(Standard standard, List<Difference> differences) {
    this.standard = standard;
    this.differences = differences;
  }

  /** Of contenders with each other. */
  static Verdict of(List<Contender> contenders, Standard standard) {
    List<Difference> differences = new ArrayList<>();
    for (int a = 0; a < contenders.size(); a++) {
      for (int b = a + 1; b < contenders.size(); b++) {
        difference(contenders.get(a), contenders.get(b), standard, differences);
      }
    }
    differences.sort(
        Comparator.comparing((Difference difference) -> !difference.shown())
            .thenComparingDouble(difference -> -difference.margin().mean()));
    return new Verdict(standard, List.copyOf(differences));
  }

  private static void difference(
      Contender a, Contender b, Standard standard, List<Difference> differences) {
    List<Double> ofA = new ArrayList<>();
    List<Double> ofB = new ArrayList<>();
    for (RunResult one : a.runs()) {
      for (RunResult other : b.runs()) {
        if (one.run().seed() == other.run().seed()) {
          ofA.add(standard.badness(one));
          ofB.add(standard.badness(other));
        }
      }
    }
    if (ofA.isEmpty()) {
      return;
    }
    MeanInterval advantage = MeanInterval.ofDifferences(array(ofB), array(ofA));
    differences.add(
        advantage.mean() >= 0
            ? new Difference(a, b, advantage)
            : new Difference(b, a, MeanInterval.ofDifferences(array(ofA), array(ofB))));
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(number -> number).toArray();
  }

  /** Shown ones first, the largest first. */
  List<Difference> differences() {
    return differences;
  }

  /** In one sentence. */
  String sentence() {
    if (differences.isEmpty()) {
      return "nothing to compare.";
    }
    if (differences.stream().allMatch(d -> d.margin().count() < SURE_RUNS)) {
      return "no difference shown: one seed gives no interval, take more with --seeds.";
    }
    String shown =
        differences.stream()
            .filter(Difference::shown)
            .map(this::beats)
            .collect(Collectors.joining(", "));
    String open =
        differences.stream()
            .filter(difference -> !difference.shown())
            .map(d -> d.better().cell() + " and " + d.worse().cell())
            .collect(Collectors.joining(", between "));
    String rest = open.isEmpty() ? "" : "between " + open + " no difference shown";
    return shown + (shown.isEmpty() || rest.isEmpty() ? "" : "; ") + rest + ".";
  }

  private String beats(Difference difference) {
    return "%s beats %s by %s ± %s %s"
        .formatted(
            difference.better().cell(),
            difference.worse().cell(),
            NumberText.fixed(difference.margin().mean(), standard.digits()),
            NumberText.fixed(difference.margin().halfWidth(), standard.digits()),
            standard.unit());
  }
}
