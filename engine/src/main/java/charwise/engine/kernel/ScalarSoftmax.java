package charwise.engine.kernel;

/** The plain twin. */
final class ScalarSoftmax implements SoftmaxKernels {
  @Override
  public float exponentials(float[] values, int offset, int panelStride, int size, float maximum) {
    float[] sums = new float[Strip.WIDTH];
    for (int n = 0; n < Strip.padded(size); n++) {
      int i = index(offset, panelStride, n);
      values[i] = n < size ? ScalarMath.exp(values[i] - maximum) : 0f;
      sums[n % Strip.WIDTH] += values[i];
    }
    float sum = 0f;
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }

  @Override
  public float maximum(float[] values, int offset, int panelStride, int size) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (int n = 0; n < size; n++) {
      maximum = Math.max(maximum, values[index(offset, panelStride, n)]);
    }
    return maximum;
  }

  @Override
  public void scale(float[] values, int offset, int panelStride, int size, float factor) {
    for (int n = 0; n < Strip.padded(size); n++) {
      values[index(offset, panelStride, n)] *= factor;
    }
  }

  @Override
  public void logarithms(float[] values, int offset, int panelStride, int size) {
    for (int n = 0; n < Strip.padded(size); n++) {
      int i = index(offset, panelStride, n);
      values[i] = ScalarMath.ln(Math.max(values[i], ScalarMath.LN_MINIMUM));
    }
  }

  private static int index(int offset, int panelStride, int n) {
    return offset + n / Panels.WIDTH * panelStride + n % Panels.WIDTH;
  }
}
