package charwise.engine.training;

import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import org.jspecify.annotations.Nullable;

/** What a user asked for; null is left open, for {@link Recipe} to choose. */
public record PlanRequest(
    @Nullable CellType cell,
    @Nullable Integer hiddenSize,
    @Nullable Integer layerCount,
    @Nullable Double dropout,
    @Nullable Boolean residual,
    @Nullable Integer batchSize,
    @Nullable Integer timeSteps,
    @Nullable Double epochs,
    @Nullable Long steps,
    @Nullable Double minutes,
    @Nullable Double learningRate,
    @Nullable ScheduleType schedule,
    @Nullable Long warmupSteps,
    @Nullable OptimizerType optimizer,
    @Nullable Double weightDecay,
    @Nullable Clipping clipping,
    Items items,
    long seed) {

  /** A request that leaves all open. */
  public static PlanRequest open(Items items, long seed) {
    return new PlanRequest(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, items, seed);
  }

  /** The same request with no budget but {@code count} steps. */
  public PlanRequest inSteps(long count) {
    return new PlanRequest(
        cell, hiddenSize, layerCount, dropout, residual, batchSize, timeSteps, null, count, null,
        learningRate, schedule, warmupSteps, optimizer, weightDecay, clipping, items, seed);
  }
}
