package charwise.engine.task.transducer;

import charwise.engine.layer.attention.AttentionType;
import charwise.engine.task.EncoderRequest;
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
    EncoderRequest encoder,
    DecoderType decoder,
    @Nullable AttentionType attention,
    @Nullable Integer repeatInput,
    boolean reverseSource,
    @Nullable TransducerMetric best,
    Budget budget,
    OptimizationRequest optimization,
    long seed) {
  /** A request that leaves all open. */
  public static TransducerRequest open(long seed) {
    return new TransducerRequest(
        EncoderRequest.OPEN,
        DecoderType.ATTENTION,
        null,
        null,
        false,
        null,
        Budget.OPEN,
        OptimizationRequest.OPEN,
        seed);
  }

  /** The same request with another budget. */
  public TransducerRequest with(Budget other) {
    return new TransducerRequest(
        encoder, decoder, attention, repeatInput, reverseSource, best, other, optimization, seed);
  }
}
