package charwise.engine.task.tagger;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a tagger; null is left open, for {@link TaggerRecipe} to choose.
 *
 * @param lexicon whether it reads, at each unit, what a lexicon of the training items says
 */
public record TaggerRequest(
    @Nullable CellType cell,
    @Nullable Integer hiddenSize,
    @Nullable Integer layerCount,
    @Nullable Boolean residual,
    @Nullable Double dropout,
    @Nullable Directions directions,
    @Nullable Boolean lexicon,
    @Nullable Integer batchSize,
    @Nullable TaggerMetric best,
    Budget budget,
    OptimizationRequest optimization,
    long seed) {
  /** A request that leaves all open. */
  public static TaggerRequest open(long seed) {
    return new TaggerRequest(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Budget.OPEN,
        OptimizationRequest.OPEN,
        seed);
  }

  /** The same request with another budget. */
  public TaggerRequest with(Budget other) {
    return new TaggerRequest(
        cell,
        hiddenSize,
        layerCount,
        residual,
        dropout,
        directions,
        lexicon,
        batchSize,
        best,
        other,
        optimization,
        seed);
  }
}
