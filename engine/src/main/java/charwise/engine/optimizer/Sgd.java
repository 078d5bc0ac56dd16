package charwise.engine.optimizer;

import static charwise.engine.kernel.Kernels.UPDATES;

import charwise.engine.kernel.UpdateKernels.Step;
import java.util.List;

/** Stochastic gradient descent with momentum 0.9 (Polyak 1964). */
public final class Sgd implements Optimizer {
  private static final double MOMENTUM = 0.9;

  private final float[] velocity;

  /** The velocity at zero for {@code size} floats of weights. */
  public Sgd(int size) {
    velocity = new float[size];
  }

  @Override
  public Step step(long t, double learningRate, double scale, double limit, double weightDecay) {
    return new Step(
        (float) learningRate,
        (float) scale,
        (float) limit,
        (float) (learningRate * weightDecay),
        (float) MOMENTUM,
        0f,
        0f);
  }

  @Override
  public void update(float[] weights, float[] gradients, int from, int to, Step step) {
    UPDATES.sgd(weights, gradients, velocity, from, to, step);
  }

  @Override
  public List<float[]> moments() {
    return List.of(velocity);
  }
}
