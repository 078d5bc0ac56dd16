package charwise.engine.layer.attention;

import charwise.engine.kernel.RandomStream;
import charwise.engine.parameter.NamedTensor;

/** How weights begin. */
final class Weights {
  private Weights() {}

  /** Uniform in ±1/√D for a matrix with D columns. */
  static void initialize(NamedTensor tensor, RandomStream random, float[] storage) {
    double bound = 1 / Math.sqrt(tensor.shape()[1]);
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    tensor.add(values, storage);
  }
}
