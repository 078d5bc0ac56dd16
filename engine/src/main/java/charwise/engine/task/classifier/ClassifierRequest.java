package charwise.engine.task.classifier;

import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.ngram.NgramUse;
import charwise.engine.task.EncoderRequest;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a classifier; null is left open, for {@link ClassifierRecipe} to choose.
 *
 * @param balanced whether each label counts alike
 */
public record ClassifierRequest(
    EncoderRequest encoder,
    @Nullable PoolingType pooling,
    NgramUse ngrams,
    boolean balanced,
    ClassifierMetric best,
    Budget budget,
    OptimizationRequest optimization,
    long seed) {
  /** A request that leaves all open. */
  public static ClassifierRequest open(long seed) {
    return new ClassifierRequest(
        EncoderRequest.OPEN,
        null,
        NgramUse.AUTO,
        false,
        ClassifierMetric.ACCURACY,
        Budget.OPEN,
        OptimizationRequest.OPEN,
        seed);
  }

  /** The same request with another budget. */
  public ClassifierRequest with(Budget other) {
    return new ClassifierRequest(
        encoder, pooling, ngrams, balanced, best, other, optimization, seed);
  }
}
