package charwise.engine.task.transducer;

import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a transducer; null is left open, for {@link TransducerRecipe} to choose.
 *
 * @param attention of a decoder; CTC has none
 * @param repeatInput for CTC
 */
public record TransducerRequest(
    @Nullable CellType cell,
    @Nullable Integer hiddenSize,
    @Nullable Integer layerCount,
    @Nullable Boolean residual,
    @Nullable Double dropout,
    @Nullable Directions directions,
    DecoderType decoder,
    @Nullable AttentionType attention,
    @Nullable Integer repeatInput,
    boolean reverseSource,
    @Nullable Integer batchSize,
    @Nullable TransducerMetric best,
    Budget budget,
    OptimizationRequest optimization,
    long seed) {
  /** A request that leaves all open. */
  public static TransducerRequest open(long seed) {
    return new TransducerRequest(
        null,
        null,
        null,
        null,
        null,
        null,
        DecoderType.ATTENTION,
        null,
        null,
        false,
        null,
        null,
        Budget.OPEN,
        OptimizationRequest.OPEN,
        seed);
  }

  /** The same request with another budget. */
  public TransducerRequest with(Budget other) {
    return new TransducerRequest(
        cell,
        hiddenSize,
        layerCount,
        residual,
        dropout,
        directions,
        decoder,
        attention,
        repeatInput,
        reverseSource,
        batchSize,
        best,
        other,
        optimization,
        seed);
  }
}
