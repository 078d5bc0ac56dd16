package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Lanes.INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The vector twin, in small loops: what is more than the compiler takes into one it calls with
 * vectors on the heap. Random bits are made again rather than kept.
 */
final class VectorNoise implements NoiseKernels {
  @Override
  public void draw(
      float[] target,
      int to,
      int count,
      int place,
      int key,
      int stride,
      float deviation,
      float[] scratch) {
    int pairs = count / 2;
    drawUniform(place, pairs, key, stride, scratch);
    measure(pairs, deviation, scratch);
    turnFirst(target, to, pairs, place, key, stride, scratch);
    turnSecond(target, to, pairs, place, key, stride, scratch);
  }

  /** Uniform numbers of pairs. */
  private static void drawUniform(int place, int pairs, int key, int stride, float[] uniform) {
    IntVector lanes = lanes(stride);
    for (int i = 0; i < pairs; i += COUNT) {
      IntVector bits = VectorMath.mix(key, lanes.add((place + first(i)) * stride));
      VectorMath.uniformAboveZero(bits).intoArray(uniform, i);
    }
  }

  /** Makes them the radii of pairs, times the deviation. */
  private static void measure(int pairs, float deviation, float[] radii) {
    for (int i = 0; i < pairs; i += COUNT) {
      FloatVector uniform = FloatVector.fromArray(FLOAT, radii, i);
      VectorMath.normalRadius(uniform).mul(deviation).intoArray(radii, i);
    }
  }

  private static void turnFirst(
      float[] target, int to, int pairs, int place, int key, int stride, float[] radii) {
    IntVector lanes = lanes(stride);
    for (int i = 0; i < pairs; i += COUNT) {
      int first = first(i);
      IntVector bits = VectorMath.mix(key, lanes.add((place + first + Strip.WIDTH) * stride));
      FloatVector noise = FloatVector.fromArray(FLOAT, radii, i).mul(VectorMath.randomCosine(bits));
      noise.add(1f).intoArray(target, to + first);
    }
  }

  private static void turnSecond(
      float[] target, int to, int pairs, int place, int key, int stride, float[] radii) {
    IntVector lanes = lanes(stride);
    for (int i = 0; i < pairs; i += COUNT) {
      int second = first(i) + Strip.WIDTH;
      IntVector bits = VectorMath.mix(key, lanes.add((place + second) * stride));
      FloatVector noise = FloatVector.fromArray(FLOAT, radii, i).mul(VectorMath.randomSine(bits));
      noise.add(1f).intoArray(target, to + second);
    }
  }

  private static IntVector lanes(int stride) {
    return IntVector.zero(INT).addIndex(1).mul(stride);
  }

  /** Where the first of a pair is: half of each group are firsts. */
  private static int first(int pair) {
    return 2 * pair - pair % Strip.WIDTH;
  }
}
