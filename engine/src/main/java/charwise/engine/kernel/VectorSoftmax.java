package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Lanes.INT;
import static charwise.engine.kernel.StripVectors.addLanes;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The vector twin. The maximum is exact in any order; only the sum's order is fixed. */
final class VectorSoftmax implements SoftmaxKernels {
  @Override
  public float exponentials(float[] values, int offset, int panelStride, int size, float maximum) {
    int padded = Strip.padded(size);
    for (int n = 0; n < padded; n += COUNT) {
      int i = index(offset, panelStride, n);
      VectorMath.exp(load(values, i).sub(maximum)).intoArray(values, i);
    }
    if (size < padded) {
      int end = index(offset, panelStride, padded - 1) + 1;
      Arrays.fill(values, end - (padded - size), end, 0f);
    }
    float sum = 0f;
    for (int lane = 0; lane < Strip.WIDTH; lane += COUNT) {
      FloatVector sums = FloatVector.zero(FLOAT);
      for (int n = lane; n < padded; n += Strip.WIDTH) {
        sums = sums.add(load(values, index(offset, panelStride, n)));
      }
      sum = addLanes(sum, sums);
    }
    return sum;
  }

  /**
   * The last vector by a mask: a loop of its own for the rest would make the compiler guess which.
   * Not {@code max}, which has too few callers to be known when this is compiled (engine/adr/0024).
   */
  @Override
  public float maximum(float[] values, int offset, int panelStride, int size) {
    IntVector lanes = IntVector.zero(INT).addIndex(1);
    FloatVector lowest = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
    FloatVector highest = lowest;
    for (int n = 0; n < size; n += COUNT) {
      VectorMask<Integer> there = lanes.compare(VectorOperators.LT, size - n);
      FloatVector value = FloatVector.fromArray(FLOAT, values, index(offset, panelStride, n));
      highest = highest.lanewise(VectorOperators.MAX, lowest.blend(value, there.cast(FLOAT)));
    }
    return highest.reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void scale(float[] values, int offset, int panelStride, int size, float factor) {
    for (int n = 0; n < Strip.padded(size); n += COUNT) {
      int i = index(offset, panelStride, n);
      load(values, i).mul(factor).intoArray(values, i);
    }
  }

  @Override
  public void logarithms(float[] values, int offset, int panelStride, int size) {
    FloatVector lowest = FloatVector.broadcast(FLOAT, ScalarMath.LN_MINIMUM);
    for (int n = 0; n < Strip.padded(size); n += COUNT) {
      int i = index(offset, panelStride, n);
      VectorMath.ln(load(values, i).lanewise(VectorOperators.MAX, lowest)).intoArray(values, i);
    }
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(FLOAT, values, offset);
  }

  private static int index(int offset, int panelStride, int n) {
    return offset + n / Panels.WIDTH * panelStride + n % Panels.WIDTH;
  }
}
