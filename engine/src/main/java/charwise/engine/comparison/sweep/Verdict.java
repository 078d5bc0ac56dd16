package charwise.engine.comparison.sweep;

import charwise.engine.comparison.RunResult;
import charwise.engine.statistics.Holm;
import charwise.engine.statistics.MeanInterval;
import charwise.engine.statistics.PairedTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which contenders beat which: for each pair, the mean difference between their runs of the same
 * seed, with its 95 % interval, and how likely so large a difference would be by chance. A
 * difference is shown if that is below 5 % after Holm's correction for the number of pairs, so that
 * among equals the whole verdict shows something in one of twenty comparisons at the most.
 *
 * @param differences those that are shown first, the largest first
 */
public record Verdict(Criterion criterion, List<Difference> differences) {
  /** How likely a false alarm may be: 5 %. */
  public static final double LEVEL = 0.05;

  /** Differences that differ by no more, relative to them, differ by rounding alone. */
  private static final double ROUNDING = 1e-9;

  /**
   * The difference between two contenders.
   *
   * @param better whose mean is better, whether that is shown or not
   * @param margin by how much: the better's advantage, not negative; over the seeds of both
   * @param exact whether the probability is that of an exact test, which assumes no distribution:
   *     so it is where both reached the bound of a share with the same seed, or where all
   *     differences are the same
   * @param probability of a difference so large, in either direction, if there were none; NaN with
   *     one seed
   * @param corrected the same after Holm's correction
   */
  public record Difference(
      Contender better,
      Contender worse,
      MeanInterval margin,
      boolean exact,
      double probability,
      double corrected) {
    /** Whether it is more than chance may explain. */
    public boolean shown() {
      return corrected < LEVEL;
    }

    private Difference corrected(double by) {
      return new Difference(better, worse, margin, exact, probability, by);
    }
  }

  /** Compares contenders with each other. */
  public static Verdict of(List<Contender> contenders, Criterion criterion) {
    List<Difference> found = new ArrayList<>();
    for (int a = 0; a < contenders.size(); a++) {
      for (int b = a + 1; b < contenders.size(); b++) {
        addDifference(contenders.get(a), contenders.get(b), criterion, found);
      }
    }
    double[] corrected =
        Holm.corrected(found.stream().mapToDouble(Difference::probability).toArray());
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < corrected.length; i++) {
      differences.add(found.get(i).corrected(corrected[i]));
    }
    differences.sort(
        Comparator.comparing((Difference difference) -> !difference.shown())
            .thenComparingDouble(difference -> -difference.margin().mean()));
    return new Verdict(criterion, List.copyOf(differences));
  }

  /**
   * The fewest seeds with which an exact test can show a difference between each two of so many
   * contenders.
   */
  public static int seedsForExactTest(int pairs) {
    int seeds = 1;
    while (pairs * StrictMath.pow(0.5, seeds - 1.0) >= LEVEL) {
      seeds++;
    }
    return seeds;
  }

  private static void addDifference(
      Contender a, Contender b, Criterion criterion, List<Difference> differences) {
    List<Double> advantages = new ArrayList<>();
    boolean tied = false;
    for (RunResult one : a.runs()) {
      for (RunResult other : b.runs()) {
        if (one.run().seed() == other.run().seed()) {
          advantages.add(criterion.loss(other) - criterion.loss(one));
          tied |= criterion.isAtBound(one) && criterion.isAtBound(other);
        }
      }
    }
    if (advantages.isEmpty()) {
      return;
    }
    double[] ofA = advantages.stream().mapToDouble(number -> number).toArray();
    double[] ofB = advantages.stream().mapToDouble(number -> 0 - number).toArray();
    MeanInterval advantage = MeanInterval.of(ofA);
    boolean aIsBetter = advantage.mean() >= 0;
    boolean exact = tied || isConstant(ofA);
    double probability =
        ofA.length < 2 ? Double.NaN : exact ? PairedTest.permutation(ofA) : PairedTest.student(ofA);
    differences.add(
        aIsBetter
            ? new Difference(a, b, advantage, exact, probability, Double.NaN)
            : new Difference(b, a, MeanInterval.of(ofB), exact, probability, Double.NaN));
  }

  private static boolean isConstant(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most));
  }
}
