package charwise.engine.optimizer;

import charwise.engine.kernel.UpdateKernels;
import java.util.List;

/** An update rule and its moments, which lie in arrays parallel to the weights. */
public interface Optimizer {
  /**
   * The constants of step {@code t}, counted from 1.
   *
   * @param scale what gradients are multiplied by first
   * @param limit the largest absolute value of a gradient's element
   */
  UpdateKernels.Step step(
      long t, double learningRate, double scale, double limit, double weightDecay);

  /** Updates the weights in {@code [from, to)}, whole strips. Threads take separate runs. */
  void update(float[] weights, float[] gradients, int from, int to, UpdateKernels.Step step);

  /** The moments, for a checkpoint; not copies. */
  List<float[]> moments();
}
