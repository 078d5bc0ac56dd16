package charwise.engine.task;

import java.util.Map;

/**
 * What the weights of a run depend on beside data, optimization and seed: the model's shape, how
 * the data are cut into batches, dropout. A plan's numbers are checked when it is made, since it
 * may come from a file.
 */
public interface TaskPlan {
  /** The name of the task on the command line and in checkpoints. */
  String task();

  /** The model's shape. */
  ModelConfig model();

  /** What the loss is a mean over, for people: a "char", an "item". */
  String lossUnit();

  /** The units that a step reads, the mean where steps differ. */
  double unitsPerStep();

  /** The floats of the first state that a run carries from step to step; none unless it says so. */
  default long carriedFloats() {
    return 0;
  }

  /** The memory of steps and evaluations by some threads, in floats. */
  StepMemory memory(int threads);

  /** The plan as JSON values, without the task's name. */
  Map<String, Object> toJson();

  /**
   * Memory worked out from the shapes of arrays before there are any.
   *
   * @param transposes floats of what is derived from the weights
   * @param window floats of a step's buffers
   * @param evaluation floats of an evaluation's buffers
   * @param largestArray floats of the largest single array among them
   */
  record StepMemory(long transposes, long window, long evaluation, long largestArray) {}

  /** Throws unless a number of a plan is in its range. */
  static void check(boolean fits, String what, Number value) {
    if (!fits) {
      throw new IllegalArgumentException("no run has " + what + " " + value);
    }
  }
}
