package charwise.engine.tensor;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.PanelRows;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import org.jspecify.annotations.Nullable;

/**
 * A view on an array as a matrix cut into panels of 64 columns: element (r, c) is {@code
 * values[offset + (c / 64) * panelStride + r * rowStride + c % 64]}. The last panel is allocated
 * whole; its spare columns stay zero.
 */
public final class PanelMatrix {
  /** Rows transposed together: short enough to stay in the first cache, and a divisor of 64. */
  private static final int BLOCK = 16;

  /** Odd, and about as many as the rows of a step. */
  private static final int SPARE_ROWS = 33;

  private final float[] values;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int panelStride;
  private final int rowStride;
  private int @Nullable [] packed;

  private PanelMatrix(
      float[] values, int offset, int rows, int columns, int panelStride, int rowStride) {
    this.values = values;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.panelStride = panelStride;
    this.rowStride = rowStride;
  }

  /** A new zero matrix whose panels lie one after another: {@code [panel][row][64]}. */
  public static PanelMatrix zeros(int rows, int columns) {
    return at(newArray(Math.toIntExact(storage(rows, columns))), Panels.LEAD, rows, columns);
  }

  /** A matrix whose panels lie one after another, {@code [panel][row][64]}, in a given array. */
  public static PanelMatrix at(float[] values, int offset, int rows, int columns) {
    return new PanelMatrix(
        values, offset, rows, columns, Math.multiplyExact(rows, Panels.WIDTH), Panels.WIDTH);
  }

  /**
   * A new zero matrix like {@link #zeros}, but with panels a little further apart: where the same
   * row of all panels is used together, a distance that is a power of two would make them compete
   * for the same places of a cache.
   */
  public static PanelMatrix zerosApart(int rows, int columns) {
    int stride = Math.multiplyExact(rows + SPARE_ROWS, Panels.WIDTH);
    float[] values = newArray(Math.multiplyExact(stride, Panels.count(columns)));
    return new PanelMatrix(values, Panels.LEAD, rows, columns, stride, Panels.WIDTH);
  }

  /**
   * A new zero matrix whose rows are contiguous, {@code [row][panel][64]}: for reading a row at a
   * time.
   */
  public static PanelMatrix zerosByRow(int rows, int columns) {
    int width = Panels.count(columns) * Panels.WIDTH;
    return new PanelMatrix(
        newArray(Math.multiplyExact(rows, width)), Panels.LEAD, rows, columns, Panels.WIDTH, width);
  }

  /** Room for {@code size} floats from {@link Panels#LEAD} on. */
  static float[] newArray(int size) {
    return new float[Math.addExact(Panels.LEAD, size)];
  }

  /** A view on the first columns of a matrix stored by rows, of whole strips, as one by panels. */
  public static PanelMatrix over(Matrix matrix, int columns) {
    if (Strip.padded(columns) > matrix.columns()) {
      throw new IllegalArgumentException(
          columns + " columns of a matrix of " + matrix.columns() + ", not all in whole strips");
    }
    int start = matrix.rows() == 0 ? 0 : matrix.row(0);
    return new PanelMatrix(
        matrix.values(), start, matrix.rows(), columns, Panels.WIDTH, matrix.rowStride());
  }

  /** The floats that {@code rows} × {@code columns} take, spare columns included. */
  public static long storage(int rows, int columns) {
    return (long) rows * Panels.count(columns) * Panels.WIDTH;
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

  /** Floats from one panel to the next. */
  public int panelStride() {
    return panelStride;
  }

  /** Floats from one row to the next within a panel. */
  public int rowStride() {
    return rowStride;
  }

  /** The number of panels. */
  public int panels() {
    return Panels.count(columns);
  }

  /** Where row {@code r} of {@code panel} starts. */
  public int row(int panel, int r) {
    return offset + panel * panelStride + r * rowStride;
  }

  /** Where element (r, c) is. */
  public int index(int r, int c) {
    return row(c / Panels.WIDTH, r) + c % Panels.WIDTH;
  }

  /**
   * Keeps a copy of elements that all are {@link Bfloat16}, two in an int, which products with one
   * row read from then on. The elements must not change any more.
   */
  public void pack() {
    int[] copy = new int[Panels.LEAD + Math.multiplyExact(panels() * rows, Bfloat16.PANEL_INTS)];
    for (int panel = 0; panel < panels(); panel++) {
      for (int r = 0; r < rows; r++) {
        Bfloat16.packRow(values, row(panel, r), copy, packedRow(panel, r));
      }
    }
    packed = copy;
  }

  /** The copy that {@link #pack} made; null before. */
  int @Nullable [] packed() {
    return packed;
  }

  /** Ints from one packed panel to the next. */
  int packedStride() {
    return rows * Bfloat16.PANEL_INTS;
  }

  /** Where row {@code r} of a packed panel starts. */
  int packedRow(int panel, int r) {
    return Panels.LEAD + (panel * rows + r) * Bfloat16.PANEL_INTS;
  }

  /**
   * Writes the transpose of one panel of this matrix (K × N) into {@code target} (N × K): the rows
   * of {@code target} that are this panel's columns.
   */
  public void transposePanel(int panel, PanelMatrix target) {
    int firstColumn = panel * Panels.WIDTH;
    int width = Math.min(Panels.WIDTH, columns - firstColumn);
    for (int block = 0; block < rows; block += BLOCK) {
      int blockRows = Math.min(BLOCK, rows - block);
      boolean usual = blockRows == BLOCK && rowStride == Panels.WIDTH;
      for (int c = 0; c < width; c++) {
        int to = target.index(firstColumn + c, block);
        int from = row(panel, block) + c;
        if (usual) {
          copyColumn(values, from, target.values, to);
        } else {
          for (int r = 0; r < blockRows; r++) {
            target.values[to + r] = values[from + r * rowStride];
          }
        }
      }
    }
  }

  /** A column of a block. Counts that are constants make it take half as long. */
  private static void copyColumn(float[] column, int from, float[] row, int to) {
    for (int r = 0; r < BLOCK; r++) {
      row[to + r] = column[from + r * Panels.WIDTH];
    }
  }

  /**
   * Sets some rows of a panel to the products of the elements there of two matrices of its shape;
   * all three have their panels one after another.
   */
  public void setProduct(PanelMatrix a, PanelMatrix b, int panel, int row, int rows) {
    int to = row(panel, row);
    int one = a.row(panel, row);
    int other = b.row(panel, row);
    for (int i = 0; i < rows * Panels.WIDTH; i++) {
      values[to + i] = a.values[one + i] * b.values[other + i];
    }
  }

  /** Moves a window to where row {@code row} begins. */
  public PanelRows place(PanelRows window, int row) {
    return window.at(values, row(0, row), panelStride, rowStride);
  }
}
