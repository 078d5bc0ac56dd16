package charwise.engine.training;

import charwise.engine.task.TrainingSummary;
import java.nio.file.Path;

/** How a run ended. */
public sealed interface Outcome {
  /** All steps are done and the best model is saved. */
  record Completed(TrainingSummary summary) implements Outcome {}

  /** It was asked to stop; everything is in the checkpoint. */
  record Interrupted(long step, Path checkpoint) implements Outcome {}

  /**
   * Loss, gradient or a weight became infinite or not a number; nothing of that step was saved.
   *
   * @param modelSaved whether a model of an earlier step is saved
   * @param rewinds how often the run had gone back before, each time to half the learning rate
   */
  record Diverged(long step, double gradientNorm, boolean modelSaved, int rewinds)
      implements Outcome {}
}
