package charwise.engine.comparison;

import charwise.engine.loss.Loss;
import java.io.Serializable;
import java.util.List;

/**
 * What a run came to.
 *
 * @param learningRate its peak
 * @param seconds of training, evaluations among them
 * @param validationNats of the best model by validation; a character, or an item
 * @param validationMetric what chose that model
 * @param bestStep the step after which it was found
 * @param stepsToGoal the steps until {@link #GOAL} of the validation part was right, infinite where
 *     that never was; NaN where the metric is no share
 * @param test what that model came to elsewhere
 * @param curve every evaluation; empty where it is not known any more
 */
public record RunResult(
    ComparedRun run,
    double learningRate,
    double seconds,
    double charactersPerSecond,
    double validationNats,
    double validationMetric,
    long bestStep,
    double stepsToGoal,
    Measurement test,
    List<Point> curve)
    implements Serializable {
  /** The share of right answers that {@link #stepsToGoal} waits for. */
  public static final double GOAL = 0.9;

  /** Keeps a copy of the list. */
  public RunResult {
    curve = List.copyOf(curve);
  }

  /**
   * An evaluation.
   *
   * @param characters trained on so far
   * @param trainNats a character or item since the last measurement of the training loss
   * @param metric what chooses the model
   */
  public record Point(
      long step,
      double seconds,
      long characters,
      double trainNats,
      double validationNats,
      double metric)
      implements Serializable {}

  /** The same result with the curve that was kept elsewhere. */
  public RunResult withCurve(List<Point> other) {
    return new RunResult(
        run,
        learningRate,
        seconds,
        charactersPerSecond,
        validationNats,
        validationMetric,
        bestStep,
        stepsToGoal,
        test,
        other);
  }

  /** The validation loss in bits. */
  public double validationBits() {
    return validationNats / Loss.LN_2;
  }

  /** The loss on the test part in bits. */
  public double testBits() {
    return test.nats() / Loss.LN_2;
  }

  /** When the best model was found, taking all steps as equally long. */
  public double secondsToBest() {
    return seconds * bestStep / run.steps();
  }

  /** The steps at which a curve first reaches the goal, taken as straight between evaluations. */
  static double stepsToGoal(List<Point> curve) {
    double stepBefore = 0;
    double before = 0;
    for (Point point : curve) {
      if (point.metric() >= GOAL) {
        double rise = point.metric() - before;
        double share = rise > 0 ? Math.max(0, (GOAL - before) / rise) : 1;
        return stepBefore + share * (point.step() - stepBefore);
      }
      stepBefore = point.step();
      before = point.metric();
    }
    return Double.POSITIVE_INFINITY;
  }
}
