package charwise.engine.training;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;

/**
 * How a run turns gradients into steps, and how many it makes.
 *
 * @param rate the learning rate of every step
 * @param tableRate what it is multiplied by for tables, of which a position reads one row: a change
 *     of these moves what a unit gets by itself alone, that of a matrix by as much for each of its
 *     inputs, so that one rate for both leaves the tables behind (Yang and Hu 2021, "Tensor
 *     Programs IV", for why the ratio grows with the width)
 */
public record OptimizationPlan(
    OptimizerType optimizer,
    LearningRate rate,
    double tableRate,
    double weightDecay,
    Clipping clipping) {
  /** The most steps, beyond what any machine does in a year. */
  public static final long MAXIMUM_STEPS = 1L << 40;

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public OptimizationPlan {
    check(rate.steps() >= 1 && rate.steps() <= MAXIMUM_STEPS, "steps", rate.steps());
    check(rate.peak() > 0 && Double.isFinite(rate.peak()), "learning_rate", rate.peak());
    check(tableRate > 0 && Double.isFinite(tableRate), "table_rate", tableRate);
    check(rate.warmupSteps() >= 0, "warmup", rate.warmupSteps());
    check(weightDecay >= 0 && Double.isFinite(weightDecay), "weight_decay", weightDecay);
  }

  /** One rate for all weights. */
  public OptimizationPlan(
      OptimizerType optimizer, LearningRate rate, double weightDecay, Clipping clipping) {
    this(optimizer, rate, 1, weightDecay, clipping);
  }
}
