package charwise.engine.task.language;

import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a language model; null is left open, for {@link Recipe} to choose.
 *
 * @param timeSteps units of a window
 */
public record PlanRequest(
    Shape shape,
    @Nullable Integer batchSize,
    @Nullable Integer timeSteps,
    Budget budget,
    OptimizationRequest optimization,
    Items items,
    long seed) {
  /** What was asked of the model itself. */
  public record Shape(
      @Nullable CellType cell,
      @Nullable Integer hiddenSize,
      @Nullable Integer layerCount,
      @Nullable Boolean residual,
      @Nullable Double dropout) {
    /** All left open. */
    public static final Shape OPEN = new Shape(null, null, null, null, null);

    /** The shape of a model that there is. */
    public static Shape of(LanguageModelConfig model, @Nullable Double dropout) {
      return new Shape(
          model.cell(), model.hiddenSize(), model.layerCount(), model.residual(), dropout);
    }
  }

  /** A request that leaves all open. */
  public static PlanRequest open(Items items, long seed) {
    return new PlanRequest(
        Shape.OPEN, null, null, Budget.OPEN, OptimizationRequest.OPEN, items, seed);
  }

  /** The same request with no budget but {@code count} steps. */
  public PlanRequest inSteps(long count) {
    return with(Budget.ofSteps(count));
  }

  /** The same request with another budget. */
  public PlanRequest with(Budget other) {
    return new PlanRequest(shape, batchSize, timeSteps, other, optimization, items, seed);
  }

  /** The same request of another model. */
  public PlanRequest with(Shape other) {
    return new PlanRequest(other, batchSize, timeSteps, budget, optimization, items, seed);
  }
}
