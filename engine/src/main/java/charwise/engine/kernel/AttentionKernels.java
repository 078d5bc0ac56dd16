package charwise.engine.kernel;

/**
 * Loops of attention: one vector against {@code rows} rows of a matrix, all of {@code columns}
 * columns, rounded up to whole strips; spare columns must be zero. Weights and scores, one a row of
 * the matrix, lie from {@code at} on, with room for whole strips.
 *
 * <p>A sum over columns is made of 16 partial sums by column modulo 16, in ascending order with
 * fused multiply-adds, which are then added from 0 to 15; a sum over rows goes in ascending order
 * with fused multiply-adds. {@code scratch} has room for 16 floats a row.
 */
public interface AttentionKernels {
  /** {@code scores[at + j] = Σ_c value_c tanh(query_c + keys_jc)}; the last strip's rest is 0. */
  void additiveScores(
      float[] scores,
      int at,
      PanelRows keys,
      PanelRows query,
      PanelRows value,
      int rows,
      int columns,
      float[] scratch);

  /**
   * Back through {@link #additiveScores}, given the scores' gradients: {@code dKeys} is added to,
   * {@code dQuery} and {@code dValue} are set. The query may be replaced by its own gradient.
   */
  void additiveGradient(
      PanelRows dKeys,
      PanelRows dQuery,
      PanelRows dValue,
      float[] dScores,
      int at,
      PanelRows keys,
      PanelRows query,
      PanelRows value,
      int rows,
      int columns);

  /** {@code scores[at + j] = Σ_c vector_c matrix_jc}; the rest of the last strip becomes 0. */
  void dotProducts(
      float[] scores,
      int at,
      PanelRows matrix,
      PanelRows vector,
      int rows,
      int columns,
      float[] scratch);

  /** {@code out = Σ_j weights[at + j] matrix_j}. */
  void weightedSum(PanelRows out, float[] weights, int at, PanelRows matrix, int rows, int columns);

  /** {@code matrix_j += weights[at + j] vector}. */
  void addOuter(PanelRows matrix, float[] weights, int at, PanelRows vector, int rows, int columns);

  /**
   * Back through a softmax: {@code d_j = w_j (d_j − Σ_i w_i d_i)}, where d is {@code gradient} from
   * {@code at} and w the {@code size} weights from {@code weightsAt}; beyond them, both are 0.
   */
  void softmaxGradient(float[] gradient, int at, float[] weights, int weightsAt, int size);
}
