package charwise.engine.tensor;

import charwise.engine.kernel.PanelRows;
import charwise.engine.kernel.Panels;
import java.util.Arrays;

/**
 * A view on an array as a matrix stored by rows: element (r, c) is {@code values[offset + r *
 * rowStride + c]}. A sequence of T steps of N rows is a matrix of T·N rows, row {@code t * N + n}.
 */
public final class Matrix {
  private final float[] values;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int rowStride;

  /**
   * A view.
   *
   * @param rowStride floats from one row to the next, at least {@code columns}
   */
  public Matrix(float[] values, int offset, int rows, int columns, int rowStride) {
    if (rows < 0 || columns < 1 || rowStride < columns || offset < 0) {
      throw new IllegalArgumentException(
          "no matrix of " + rows + " x " + columns + " with row stride " + rowStride);
    }
    if (rows > 0 && offset + (long) (rows - 1) * rowStride + columns > values.length) {
      throw new IllegalArgumentException("the matrix exceeds its array");
    }
    this.values = values;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
  }

  /** The array, not a copy. */
  public float[] values() {
    return values;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** Floats from one row to the next. */
  public int rowStride() {
    return rowStride;
  }

  /** A new zero matrix. */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(
        PanelMatrix.newArray(Math.multiplyExact(rows, columns)),
        Panels.LEAD,
        rows,
        columns,
        columns);
  }

  /** Where row {@code r} starts. */
  public int row(int r) {
    return offset + r * rowStride;
  }

  /** Rows {@code from} to {@code from + count}, a view. */
  public Matrix rows(int from, int count) {
    return new Matrix(values, row(from), count, columns, rowStride);
  }

  /** Moves a window to where row {@code row} begins. */
  public PanelRows place(PanelRows window, int row) {
    return window.at(values, row(row), Panels.WIDTH, rowStride);
  }

  /** Copies columns {@code from} to {@code end} of some rows; at once where they lie together. */
  public void copyRows(int row, Matrix source, int sourceRow, int rows, int from, int end) {
    boolean together = end - from == rowStride && end - from == source.rowStride;
    int length = together ? rows * rowStride : end - from;
    for (int r = 0; r < (together ? 1 : rows); r++) {
      System.arraycopy(
          source.values, source.row(sourceRow + r) + from, values, row(row + r) + from, length);
    }
  }

  /** Sets columns {@code from} to {@code end} of some rows to zero. */
  public void clearRows(int row, int rows, int from, int end) {
    boolean together = end - from == rowStride;
    int length = together ? rows * rowStride : end - from;
    for (int r = 0; r < (together ? 1 : rows); r++) {
      Arrays.fill(values, row(row + r) + from, row(row + r) + from + length, 0f);
    }
  }

  /** Columns {@code from} to {@code from + count}, a view. */
  public Matrix columns(int from, int count) {
    return new Matrix(values, offset + from, rows, count, rowStride);
  }
}
