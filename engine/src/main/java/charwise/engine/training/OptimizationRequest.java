package charwise.engine.training;

import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a user asked of the optimization; null is left open, for a recipe to choose. */
public record OptimizationRequest(
    @Nullable Double learningRate,
    @Nullable ScheduleType schedule,
    @Nullable Long warmupSteps,
    @Nullable OptimizerType optimizer,
    @Nullable Double weightDecay,
    @Nullable Clipping clipping) {
  /** All left open. */
  public static final OptimizationRequest OPEN =
      new OptimizationRequest(null, null, null, null, null, null);

  /** A learning rate and nothing else. */
  public static OptimizationRequest ofRate(double learningRate) {
    return new OptimizationRequest(learningRate, null, null, null, null, null);
  }

  /**
   * The plan, with a recipe's choices where nothing was asked: Adam, and a cosine after a warm-up.
   *
   * @param peak the recipe's peak learning rate
   * @param tableRate what it is multiplied by for tables
   * @param warmupShare the warm-up's share of the steps
   * @param defaultDecay weight decay
   * @param clip the recipe's clipping
   */
  public OptimizationPlan plan(
      long steps,
      double peak,
      double tableRate,
      double warmupShare,
      double defaultDecay,
      Clipping clip) {
    return new OptimizationPlan(
        Objects.requireNonNullElse(optimizer, OptimizerType.ADAM),
        new LearningRate(
            Objects.requireNonNullElse(schedule, ScheduleType.COSINE),
            Objects.requireNonNullElse(learningRate, peak),
            Objects.requireNonNullElse(warmupSteps, Math.round(steps * warmupShare)),
            steps),
        tableRate,
        Objects.requireNonNullElse(weightDecay, defaultDecay),
        Objects.requireNonNullElse(clipping, clip));
  }
}
