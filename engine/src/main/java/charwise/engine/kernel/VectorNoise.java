package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Lanes.INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The vector twin. */
final class VectorNoise implements NoiseKernels {
  @Override
  public void multiply(
      float[] source, int from, float[] target, int to, int count,
      int key, int stride, float deviation) {
    IntVector lanes = IntVector.zero(INT).addIndex(1).mul(stride);
    for (int group = 0; group < count; group += GROUP) {
      for (int i = group; i < group + Strip.WIDTH; i += COUNT) {
        IntVector radiusBits = VectorMath.mix(key, lanes.add((from + i) * stride));
        IntVector angleBits =
            VectorMath.mix(key, lanes.add((from + i + Strip.WIDTH) * stride));
        FloatVector radius = VectorMath.normalRadius(radiusBits).mul(deviation);
        multiply(source, from + i, target, to + i, radius.mul(VectorMath.randomCosine(angleBits)));
        multiply(
            source, from + i + Strip.WIDTH,
            target, to + i + Strip.WIDTH, radius.mul(VectorMath.randomSine(angleBits)));
      }
    }
  }

  private static void multiply(
      float[] source, int from, float[] target, int to, FloatVector noise) {
    FloatVector.fromArray(FLOAT, source, from).mul(noise.add(1f)).intoArray(target, to);
  }
}
