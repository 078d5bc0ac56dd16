package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import charwise.engine.statistics.MeanInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which contenders beat which: for each pair, the mean difference between their runs of the same
 * seed, with its 95 % interval. A difference is shown if zero is outside of the interval.
 *
 * @param differences those that are shown first, the largest first
 */
public record Verdict(Criterion criterion, List<Difference> differences) {
  /**
   * The difference between two contenders.
   *
   * @param better whose mean is better, whether that is shown or not
   * @param margin by how much: the better's advantage, not negative; over the seeds of both
   */
  public record Difference(Contender better, Contender worse, MeanInterval margin) {
    /** Whether it is more than chance may explain. */
    public boolean shown() {
      return margin.excludesZero();
    }
  }

  /** Compares contenders with each other. */
  public static Verdict of(List<Contender> contenders, Criterion criterion) {
    List<Difference> differences = new ArrayList<>();
    for (int a = 0; a < contenders.size(); a++) {
      for (int b = a + 1; b < contenders.size(); b++) {
        addDifference(contenders.get(a), contenders.get(b), criterion, differences);
      }
    }
    differences.sort(
        Comparator.comparing((Difference difference) -> !difference.shown())
            .thenComparingDouble(difference -> -difference.margin().mean()));
    return new Verdict(criterion, List.copyOf(differences));
  }

  private static void addDifference(
      Contender a, Contender b, Criterion criterion, List<Difference> differences) {
    List<Double> ofA = new ArrayList<>();
    List<Double> ofB = new ArrayList<>();
    for (RunResult one : a.runs()) {
      for (RunResult other : b.runs()) {
        if (one.run().seed() == other.run().seed()) {
          ofA.add(criterion.loss(one));
          ofB.add(criterion.loss(other));
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
}
