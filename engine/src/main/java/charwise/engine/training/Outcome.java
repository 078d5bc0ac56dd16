package charwise.engine.training;

import java.nio.file.Path;

/** How a run ended. */
public sealed interface Outcome {
  /** All steps are done and the best model is saved. */
  record Completed(TrainingSummary summary) implements Outcome {}

  /** It was asked to stop; everything is in the checkpoint. */
  record Interrupted(long step, Path checkpoint) implements Outcome {}

  /**
   * Loss or gradient became infinite or not a number; the weights of that step were not changed.
   *
   * @param modelSaved whether a model of an earlier step is saved
   */
  record Diverged(long step, double gradientNorm, boolean modelSaved) implements Outcome {}
}
