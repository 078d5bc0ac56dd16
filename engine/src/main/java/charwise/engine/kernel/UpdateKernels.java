package charwise.engine.kernel;

/**
 * One optimizer step over a run of parameters, and the reductions and limits that go with it. Runs
 * start and end at multiples of 16. The gradient used is {@code g = scale · gradient}, limited to
 * ±{@code limit} where that is finite.
 */
public interface UpdateKernels {
  /** What is the same for all parameters in a step. */
  record Step(
      float learningRate,
      float scale,
      float limit,
      float decay,
      float beta1,
      float beta2,
      float epsilon) {}

  /**
   * Adam (Kingma and Ba 2015): {@code m = β1 m + (1−β1) g}, {@code v = β2 v + (1−β2) g²}, {@code w
   * = w − decay · w − learningRate · m / (√v + epsilon)}; the caller folds the bias corrections
   * into {@code learningRate} and {@code epsilon}, and learning rate times weight decay into {@code
   * decay} (decoupled, Loshchilov and Hutter 2019).
   */
  void adam(float[] w, float[] gradient, float[] m, float[] v, int from, int to, Step step);

  /**
   * RMSProp (Tieleman and Hinton 2012): {@code v = β2 v + (1−β2) g²}, {@code w = w − decay · w −
   * learningRate · g / (√v + epsilon)}.
   */
  void rmsprop(float[] w, float[] gradient, float[] v, int from, int to, Step step);

  /** SGD with momentum: {@code m = β1 m + g}, {@code w = w − decay · w − learningRate · m}. */
  void sgd(float[] w, float[] gradient, float[] m, int from, int to, Step step);

  /**
   * The sum of squares of {@code x[from..to)}, in 16 partial sums by {@code (i − from) % 16} in
   * ascending order, then those from 0 to 15 in double precision.
   */
  double sumOfSquares(float[] x, int from, int to);
}
