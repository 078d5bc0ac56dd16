package charwise.engine.task.language;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.data.Batches;
import charwise.engine.data.Items;
import charwise.engine.data.LabelledParts;
import charwise.engine.data.Windows;

/**
 * How a run reads its text: a window of each stream at every step.
 *
 * @param batchSize streams read side by side
 * @param timeSteps units of a stream in a window
 * @param resetProbability of a stream's state being reset before a window
 */
public record BatchPlan(Items items, int batchSize, int timeSteps, double resetProbability) {
  /** The largest batch, and the longest window. */
  private static final int MAXIMUM_SIZE = 65_536;

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BatchPlan {
    check(batchSize >= 1 && batchSize <= MAXIMUM_SIZE, "batch", batchSize);
    check(timeSteps >= 1 && timeSteps <= MAXIMUM_SIZE, "bptt", timeSteps);
    check(resetProbability >= 0 && resetProbability <= 1, "reset_probability", resetProbability);
  }

  /** The windows of what {@code text} has to train on. */
  public Windows windows(TrainingText text, long seed) {
    LabelledParts lines = text.lines();
    return lines == null
        ? new Batches(text.train(), items, batchSize, timeSteps, resetProbability, seed)
        : new Batches(lines.train(), batchSize, timeSteps, seed);
  }
}
