package charwise.engine.training;

import charwise.engine.task.TaskPlan.StepMemory;

/**
 * The memory that a run will take, worked out from the shapes of its arrays before there are any;
 * in bytes.
 *
 * @param weights weights, gradients, moments and transposes, and what is kept to go back to
 * @param window the gates, states and logits of all positions of a batch, with their gradients
 * @param evaluation the buffers of the validation
 * @param data what is trained and validated on
 * @param largestArray elements of the largest single array
 */
public record RunMemory(long weights, long window, long evaluation, long data, long largestArray) {
  /** What the program itself and small things take. */
  private static final long REST = 16L << 20;

  /** The memory of a plan carried out by some threads on so many bytes of data. */
  public static RunMemory of(TrainingPlan plan, long data, int threads) {
    long storage = plan.task().model().layout().storage();
    StepMemory step = plan.task().memory(threads);
    long moments = plan.optimization().optimizer().create(0).moments().size();
    long kept = plan.onDivergence() == OnDivergence.REWIND ? 1 + moments : 0;
    return new RunMemory(
        Float.BYTES * ((2 + moments + kept) * storage + step.transposes()),
        Float.BYTES * step.window(),
        Float.BYTES * step.evaluation(),
        data,
        Math.max(storage, step.largestArray()));
  }

  /** All of it. */
  public long total() {
    return REST + weights + window + evaluation + data;
  }
}
