package charwise.engine.kernel;

/** Whole rows of one panel: {@code strips} strips of 16 floats each, 1 to 4. */
public interface RowKernels {
  /** Sets each of {@code rows} rows, {@code outStride} floats apart, to the row at {@code from}. */
  void fill(float[] out, int outOffset, int outStride, float[] row, int from, int rows, int strips);

  /**
   * The product of one-hot rows with a table: {@code out[r] = table[ids[idOffset + r]] + row}, the
   * table's rows being 64 floats apart.
   */
  void lookUp(
      float[] out,
      int outOffset,
      int outStride,
      float[] table,
      int tableOffset,
      int[] ids,
      int idOffset,
      float[] row,
      int from,
      int rows,
      int strips);

  /** The product of further one-hot rows: {@code out[r] += table[ids[idOffset + r]]}. */
  void addLookUp(
      float[] out,
      int outOffset,
      int outStride,
      float[] table,
      int tableOffset,
      int[] ids,
      int idOffset,
      int rows,
      int strips);

  /**
   * The transposed product: {@code table[ids[idOffset + r]] += in[r]}, in ascending order of r; the
   * table's rows are 64 floats apart.
   */
  void scatterAdd(
      float[] table,
      int tableOffset,
      int[] ids,
      int idOffset,
      float[] in,
      int inOffset,
      int inStride,
      int rows,
      int strips);

  /** {@code out = Σ_r in[r]}, in ascending order of r. */
  void sum(
      float[] out, int outOffset, float[] in, int inOffset, int inStride, int rows, int strips);
}
