package charwise.engine.kernel;

/** The plain twin. */
final class ScalarNorms implements NormKernels {
  @Override
  public float normalize(
      float[] out,
      int outAt,
      float[] scaled,
      int scaledAt,
      float[] x,
      int xAt,
      float[] gain,
      int gainAt,
      int columns,
      float epsilon) {
    float[] sums = new float[Strip.WIDTH];
    for (int c = 0; c < Strip.padded(columns); c++) {
      int part = c % Strip.WIDTH;
      sums[part] = Math.fma(x[xAt + c], x[xAt + c], sums[part]);
    }
    float r = factor(sum(sums), columns, epsilon);
    for (int c = 0; c < Strip.padded(columns); c++) {
      float value = x[xAt + c] * r;
      scaled[scaledAt + c] = value;
      out[outAt + c] = value * gain[gainAt + c];
    }
    return r;
  }

  /** {@code 1 / √(sum / columns + epsilon)}; each operation is exact to its last bit everywhere. */
  static float factor(float sum, int columns, float epsilon) {
    return 1f / (float) Math.sqrt(sum / columns + epsilon);
  }

  @Override
  public void addGradient(
      float[] dx,
      int dxAt,
      float[] dy,
      int dyAt,
      float[] scaled,
      int scaledAt,
      float[] gain,
      int gainAt,
      float r,
      int columns) {
    float[] sums = new float[Strip.WIDTH];
    for (int c = 0; c < Strip.padded(columns); c++) {
      int part = c % Strip.WIDTH;
      sums[part] = Math.fma(dy[dyAt + c] * gain[gainAt + c], scaled[scaledAt + c], sums[part]);
    }
    float mean = sum(sums) / columns;
    for (int c = 0; c < Strip.padded(columns); c++) {
      float g = dy[dyAt + c] * gain[gainAt + c];
      dx[dxAt + c] = Math.fma(g - scaled[scaledAt + c] * mean, r, dx[dxAt + c]);
    }
  }

  private static float sum(float[] parts) {
    float sum = 0f;
    for (float part : parts) {
      sum += part;
    }
    return sum;
  }
}
