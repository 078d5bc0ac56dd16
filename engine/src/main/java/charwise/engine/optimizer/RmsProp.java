package charwise.engine.optimizer;

import static charwise.engine.kernel.Kernels.UPDATES;

import charwise.engine.kernel.UpdateKernels.Step;
import java.util.List;

/** RMSProp (Tieleman and Hinton 2012) with decay 0.95 as in char-rnn, ε 1e-8. */
public final class RmsProp implements Optimizer {
  private static final double DECAY = 0.95;
  private static final double EPSILON = 1e-8;

  private final float[] square;

  /** The moment at zero for {@code size} floats of weights. */
  public RmsProp(int size) {
    square = new float[size];
  }

  @Override
  public Step step(long t, double learningRate, double scale, double limit, double weightDecay) {
    return new Step(
        (float) learningRate,
        (float) scale,
        (float) limit,
        (float) (learningRate * weightDecay),
        0f,
        (float) DECAY,
        (float) EPSILON);
  }

  @Override
  public void update(float[] weights, float[] gradients, int from, int to, Step step) {
    UPDATES.rmsprop(weights, gradients, square, from, to, step);
  }

  @Override
  public List<float[]> moments() {
    return List.of(square);
  }
}
