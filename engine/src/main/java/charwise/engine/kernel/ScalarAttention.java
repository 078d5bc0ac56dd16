package charwise.engine.kernel;

/** The plain twin. */
final class ScalarAttention implements AttentionKernels {
  @Override
  public void additiveScores(
      float[] scores,
      int at,
      PanelRows keys,
      PanelRows query,
      PanelRows value,
      int rows,
      int columns,
      float[] scratch) {
    for (int j = 0; j < Strip.padded(rows); j++) {
      float[] sums = new float[Strip.WIDTH];
      for (int c = 0; j < rows && c < Strip.padded(columns); c++) {
        float tanh = ScalarMath.tanh(get(query, 0, c) + get(keys, j, c));
        sums[c % Strip.WIDTH] = Math.fma(get(value, 0, c), tanh, sums[c % Strip.WIDTH]);
      }
      scores[at + j] = sum(sums);
    }
  }

  @Override
  public void additiveGradient(
      PanelRows dKeys,
      PanelRows dQuery,
      PanelRows dValue,
      float[] dScores,
      int at,
      PanelRows keys,
      PanelRows query,
      PanelRows value,
      int rows,
      int columns) {
    for (int c = 0; c < Strip.padded(columns); c++) {
      float q = get(query, 0, c);
      float v = get(value, 0, c);
      float sumQuery = 0f;
      float sumValue = 0f;
      for (int j = 0; j < rows; j++) {
        float tanh = ScalarMath.tanh(q + get(keys, j, c));
        float d = dScores[at + j] * v * (1f - tanh * tanh);
        set(dKeys, j, c, get(dKeys, j, c) + d);
        sumQuery += d;
        sumValue = Math.fma(dScores[at + j], tanh, sumValue);
      }
      set(dQuery, 0, c, sumQuery);
      set(dValue, 0, c, sumValue);
    }
  }

  @Override
  public void dotProducts(
      float[] scores,
      int at,
      PanelRows matrix,
      PanelRows vector,
      int rows,
      int columns,
      float[] scratch) {
    for (int j = 0; j < Strip.padded(rows); j++) {
      float[] sums = new float[Strip.WIDTH];
      for (int c = 0; j < rows && c < Strip.padded(columns); c++) {
        int part = c % Strip.WIDTH;
        sums[part] = Math.fma(get(vector, 0, c), get(matrix, j, c), sums[part]);
      }
      scores[at + j] = sum(sums);
    }
  }

  @Override
  public void weightedSum(
      PanelRows out, float[] weights, int at, PanelRows matrix, int rows, int columns) {
    for (int c = 0; c < Strip.padded(columns); c++) {
      float sum = 0f;
      for (int j = 0; j < rows; j++) {
        sum = Math.fma(weights[at + j], get(matrix, j, c), sum);
      }
      set(out, 0, c, sum);
    }
  }

  @Override
  public void addOuter(
      PanelRows matrix, float[] weights, int at, PanelRows vector, int rows, int columns) {
    for (int j = 0; j < rows; j++) {
      for (int c = 0; c < Strip.padded(columns); c++) {
        set(matrix, j, c, Math.fma(weights[at + j], get(vector, 0, c), get(matrix, j, c)));
      }
    }
  }

  @Override
  public void softmaxGradient(float[] gradient, int at, float[] weights, int weightsAt, int size) {
    float[] sums = new float[Strip.WIDTH];
    for (int j = 0; j < Strip.padded(size); j++) {
      int part = j % Strip.WIDTH;
      sums[part] = Math.fma(weights[weightsAt + j], gradient[at + j], sums[part]);
    }
    float sum = sum(sums);
    for (int j = 0; j < Strip.padded(size); j++) {
      gradient[at + j] = weights[weightsAt + j] * (gradient[at + j] - sum);
    }
  }

  private static float sum(float[] parts) {
    float sum = 0f;
    for (float part : parts) {
      sum += part;
    }
    return sum;
  }

  private static float get(PanelRows rows, int row, int column) {
    return rows.values[rows.index(row, column)];
  }

  private static void set(PanelRows rows, int row, int column, float value) {
    rows.values[rows.index(row, column)] = value;
  }
}
