package charwise.engine.optimizer;

import static charwise.engine.kernel.Kernels.UPDATES;

import charwise.engine.kernel.UpdateKernels.Step;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015) with β1 0.9, β2 0.999, ε 1e-8 and decoupled weight decay (Loshchilov
 * and Hutter 2019).
 */
public final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final float[] mean;
  private final float[] square;

  /** Moments at zero for {@code size} floats of weights. */
  public Adam(int size) {
    mean = new float[size];
    square = new float[size];
  }

  @Override
  public Step step(long t, double learningRate, double scale, double limit, double weightDecay) {
    double squareCorrection = Math.sqrt(1 - StrictMath.pow(BETA2, (double) t));
    double meanCorrection = 1 - StrictMath.pow(BETA1, (double) t);
    return new Step(
        (float) (learningRate * squareCorrection / meanCorrection),
        (float) scale,
        (float) limit,
        (float) (learningRate * weightDecay),
        (float) BETA1,
        (float) BETA2,
        (float) (EPSILON * squareCorrection));
  }

  @Override
  public void update(float[] weights, float[] gradients, int from, int to, Step step) {
    UPDATES.adam(weights, gradients, mean, square, from, to, step);
  }

  @Override
  public List<float[]> moments() {
    return List.of(mean, square);
  }
}
