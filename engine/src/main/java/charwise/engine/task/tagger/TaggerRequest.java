package charwise.engine.task.tagger;

import charwise.engine.task.EncoderRequest;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a tagger; null is left open, for {@link TaggerRecipe} to choose.
 *
 * @param lexicon whether it reads, at each unit, what a lexicon of the training items says
 */
public record TaggerRequest(
    EncoderRequest encoder,
    @Nullable Boolean lexicon,
    @Nullable TaggerMetric best,
    Budget budget,
    OptimizationRequest optimization,
    long seed) {
  /** A request that leaves all open. */
  public static TaggerRequest open(long seed) {
    return new TaggerRequest(
        EncoderRequest.OPEN, null, null, Budget.OPEN, OptimizationRequest.OPEN, seed);
  }

  /** The same request with another budget. */
  public TaggerRequest with(Budget other) {
    return new TaggerRequest(encoder, lexicon, best, other, optimization, seed);
  }
}
