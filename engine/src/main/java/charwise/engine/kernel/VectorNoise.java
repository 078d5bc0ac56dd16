package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Lanes.INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The vector twin: two loops, since all of it together is more than the compiler takes into one,
 * and what it leaves out it calls with vectors on the heap.
 */
final class VectorNoise implements NoiseKernels {
  @Override
  public void multiply(
      float[] source,
      int from,
      float[] target,
      int to,
      int count,
      int key,
      int stride,
      float deviation,
      float[] scratch) {
    draw(from, count / 2, key, stride, deviation, scratch);
    turn(source, from, target, to, count / 2, key, stride, scratch);
  }

  /** The radii of pairs, times the deviation. */
  private static void draw(
      int from, int pairs, int key, int stride, float deviation, float[] radii) {
    IntVector lanes = IntVector.zero(INT).addIndex(1).mul(stride);
    for (int i = 0; i < pairs; i += COUNT) {
      IntVector bits = VectorMath.mix(key, lanes.add((from + place(i)) * stride));
      VectorMath.normalRadius(bits).mul(deviation).intoArray(radii, i);
    }
  }

  private static void turn(
      float[] source,
      int from,
      float[] target,
      int to,
      int pairs,
      int key,
      int stride,
      float[] radii) {
    IntVector lanes = IntVector.zero(INT).addIndex(1).mul(stride);
    for (int i = 0; i < pairs; i += COUNT) {
      int first = place(i);
      int second = first + Strip.WIDTH;
      FloatVector radius = FloatVector.fromArray(FLOAT, radii, i);
      IntVector bits = VectorMath.mix(key, lanes.add((from + second) * stride));
      FloatVector.fromArray(FLOAT, source, from + first)
          .mul(radius.mul(VectorMath.randomCosine(bits)).add(1f))
          .intoArray(target, to + first);
      FloatVector.fromArray(FLOAT, source, from + second)
          .mul(radius.mul(VectorMath.randomSine(bits)).add(1f))
          .intoArray(target, to + second);
    }
  }

  /** Where the first of a pair is: half of each group are firsts. */
  private static int place(int pair) {
    return 2 * pair - pair % Strip.WIDTH;
  }
}
