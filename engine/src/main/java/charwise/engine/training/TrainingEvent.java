package charwise.engine.training;

import charwise.engine.task.Score;
import java.io.Serializable;
import java.nio.file.Path;

/** What a run tells while it goes on. */
public sealed interface TrainingEvent {
  /** The run begins, at its first step or, resumed, after {@code doneSteps}. */
  record Started(TrainingPlan plan, long parameters, long doneSteps) implements TrainingEvent {}

  /**
   * A step is done.
   *
   * @param epoch how often the training data have been read
   * @param seconds since the run's beginning, interruptions not counted
   * @param units read since the run's beginning
   * @param trainNats the mean loss since the last {@link Measured} or {@link Evaluated}
   * @param gradientNorm before clipping
   * @param unitsPerSecond over the last few seconds
   */
  record Progress(
      long step,
      long steps,
      double epoch,
      double seconds,
      long units,
      double learningRate,
      double trainNats,
      double gradientNorm,
      double unitsPerSecond)
      implements TrainingEvent, Serializable {}

  /** A hundredth of the run is done: what a log keeps between evaluations. */
  record Measured(Progress at) implements TrainingEvent {}

  /**
   * The model was measured on what it does not learn from.
   *
   * @param score its loss is over nothing where there are no such data
   * @param bestStep the step whose model is the best so far, and was saved
   */
  record Evaluated(Progress at, Score score, long bestStep) implements TrainingEvent {
    /** Whether this is the best so far. */
    public boolean best() {
      return bestStep == at.step();
    }
  }

  /**
   * A step diverged, and the run goes back.
   *
   * @param divergedStep the step whose numbers were not finite
   * @param gradientNorm its norm
   * @param toStep the last step that remains done; 0 at the start
   * @param rateFactor what the plan's learning rate is multiplied by from now on
   */
  record Rewound(long divergedStep, double gradientNorm, long toStep, double rateFactor)
      implements TrainingEvent {}

  /** A file was written. */
  record Saved(Path file) implements TrainingEvent {}
}
