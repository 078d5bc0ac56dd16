package charwise.engine.comparison;

import charwise.engine.loss.Loss;
import java.util.List;

/**
 * What a run came to. All but the first and last few are of its best model by validation.
 *
 * @param seconds of training, evaluations among them
 * @param validationNats a character
 * @param bestStep the step after which the best model was found
 * @param gradientHorizon see {@link GradientHorizon}
 * @param byLag the task's measure at each of its lags
 * @param curve every evaluation; empty where it is not known any more
 */
public record RunResult(
    ComparedRun run,
    double seconds,
    double charactersPerSecond,
    double validationNats,
    long bestStep,
    int gradientHorizon,
    List<Double> byLag,
    List<Point> curve) {

  /** Keeps copies of the lists. */
  public RunResult {
    byLag = List.copyOf(byLag);
    curve = List.copyOf(curve);
  }

  /**
   * An evaluation.
   *
   * @param characters trained on so far
   * @param trainNats a character since the last measurement of the training loss
   */
  public record Point(
      long step, double seconds, long characters, double trainNats, double validationNats) {}

  /** The validation loss in bits. */
  public double validationBits() {
    return validationNats / Loss.LN_2;
  }

  /** When the best model was found, taking all steps as equally long. */
  public double secondsToBest() {
    return seconds * bestStep / run.steps();
  }
}
