package charwise.engine.comparison.sweep;

import charwise.engine.comparison.Measurement;
import charwise.engine.comparison.RunResult;
import java.util.Collections;
import java.util.List;

/**
 * What runs are judged by.
 *
 * @param lag the index, among the task's lags, of that at which {@link Measure#ANSWERS} counts; 0
 *     for the others
 */
public record Criterion(Measure measure, int lag) {
  /** The loss of a text, or the task's own metric. */
  public static final Criterion METRIC = new Criterion(Measure.METRIC, 0);

  /** How soon the goal is reached. */
  public static final Criterion STEPS = new Criterion(Measure.STEPS, 0);

  /** How far back gradients reach. */
  public static final Criterion REACH = new Criterion(Measure.REACH, 0);

  /** What is measured. */
  public enum Measure {
    /** The metric on the test part. */
    METRIC,
    /** The share of right answers at a lag. */
    ANSWERS,
    /** The steps until {@link RunResult#GOAL} of the validation part was right. */
    STEPS,
    /** The lag up to which a gradient reaches; see {@link Measurement#gradientHorizon}. */
    REACH
  }

  /** Right answers at the longest of these lags. */
  public static Criterion answers(List<Integer> lags) {
    return new Criterion(Measure.ANSWERS, lags.indexOf(Collections.max(lags)));
  }

  /** The value of a run. */
  public double value(RunResult result) {
    return switch (measure) {
      case METRIC -> isShare(result) ? result.test().metric().value() : result.testBits();
      case ANSWERS -> result.test().byLag().get(lag);
      case STEPS -> Math.min(result.stepsToGoal(), (double) result.run().steps());
      case REACH -> result.test().gradientHorizon();
    };
  }

  /** The loss of a run by this criterion; lower is better. */
  double loss(RunResult result) {
    return isShare(result) || measure == Measure.REACH ? -value(result) : value(result);
  }

  /** Whether the value is a share of what there is, of which more is better. */
  boolean isShare(RunResult result) {
    return switch (measure) {
      case METRIC -> result.test().metric().higherIsBetter();
      case ANSWERS -> true;
      case STEPS, REACH -> false;
    };
  }

  /**
   * Whether a run has all there is to have: a share of 1, or no goal in all its steps. Two of them
   * cannot be told apart, whatever they would do beyond.
   */
  boolean isAtBound(RunResult result) {
    return isShare(result)
        ? value(result) >= 1
        : measure == Measure.STEPS && result.stepsToGoal() > result.run().steps();
  }
}
