package charwise.engine.kernel;

/**
 * Products with one panel. Every output is summed over k in ascending order with fused
 * multiply-adds, starting from zero; with {@code accumulate} the sum is then added to the value in
 * C. The blocking of rows and columns therefore never shows in the bits.
 */
public interface PanelKernels {
  /**
   * {@code C[m][n] (+)= Σ_k A[m][k] B[k][n]} for {@code rows} rows of A and C and the first {@code
   * strips} strips of 16 columns of a panel. {@code A[m][k]} is {@code a[aOffset + m * aRowStride +
   * k * aStep]}: step 1 reads A by rows, row stride 1 reads the transpose of a matrix stored by
   * rows. {@code B[k][n]} is {@code b[bOffset + 64 k + n]}, {@code C[m][n]} is {@code c[cOffset + m
   * * cRowStride + n]}.
   */
  void multiply(
      float[] a,
      int aOffset,
      int aRowStride,
      int aStep,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      int cRowStride,
      int rows,
      int depth,
      int strips,
      boolean accumulate);

  /**
   * {@code c (+)= x B} for one row x of {@code depth} floats and two whole neighbouring panels,
   * {@code bPanelStride} floats apart, whose outputs lie {@code cPanelStride} floats apart: two
   * streams of weights keep the memory busier than one.
   */
  void multiplyRow(
      float[] x,
      int xOffset,
      float[] b,
      int bOffset,
      int bPanelStride,
      float[] c,
      int cOffset,
      int cPanelStride,
      int depth,
      boolean accumulate);

  /**
   * {@link #multiplyRow} with weights packed as {@link Bfloat16} says: offset and stride of B count
   * ints. The result is that of the same weights as floats, to the bit, with half the memory read.
   */
  void multiplyPackedRow(
      float[] x,
      int xOffset,
      int[] b,
      int bOffset,
      int bPanelStride,
      float[] c,
      int cOffset,
      int cPanelStride,
      int depth,
      boolean accumulate);
}
