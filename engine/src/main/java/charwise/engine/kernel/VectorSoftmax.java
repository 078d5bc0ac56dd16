package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** The vector twin. The maximum is exact in any order; only the sum's order is fixed. */
final class VectorSoftmax implements SoftmaxKernels {
  @Override
  public float exponentials(float[] values, int offset, int panelStride, int size) {
    float maximum = maximum(values, offset, panelStride, size);
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
      sum = addLanes(sum, partialSums(values, offset, panelStride, lane, padded));
    }
    return sum;
  }

  private static float maximum(float[] values, int offset, int panelStride, int size) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (int n = 0; n < size; n += Panels.WIDTH) {
      int start = index(offset, panelStride, n);
      int end = start + Math.min(Panels.WIDTH, size - n);
      for (int i = start; i < end; i++) {
        maximum = Math.max(maximum, values[i]);
      }
    }
    return maximum;
  }

  private static FloatVector partialSums(
      float[] values, int offset, int panelStride, int lane, int padded) {
    FloatVector sums = FloatVector.zero(FLOAT);
    for (int n = lane; n < padded; n += Strip.WIDTH) {
      sums = sums.add(load(values, index(offset, panelStride, n)));
    }
    return sums;
  }

  static float addLanes(float start, FloatVector lanes) {
    float sum = start;
    for (int lane = 0; lane < COUNT; lane++) {
      sum += lanes.lane(lane);
    }
    return sum;
  }

  @Override
  public void scale(float[] values, int offset, int panelStride, int size, float factor) {
    for (int n = 0; n < Strip.padded(size); n += COUNT) {
      int i = index(offset, panelStride, n);
      load(values, i).mul(factor).intoArray(values, i);
    }
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(FLOAT, values, offset);
  }

  private static int index(int offset, int panelStride, int n) {
    return offset + n / Panels.WIDTH * panelStride + n % Panels.WIDTH;
  }
}
