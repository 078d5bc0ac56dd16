package charwise.engine.tensor;

import static charwise.engine.kernel.Kernels.PANELS;

import charwise.engine.kernel.Panels;

/**
 * The three matrix products of a layer. Each sums in ascending order of the inner index, whatever
 * the blocking, so that a row's result does not depend on the rows computed beside it.
 */
public final class Products {
  /** Inner indices at a time: 128 rows of a panel fill a first-level cache of 32 KiB. */
  private static final int DEPTH_BLOCK = 128;

  private Products() {}

  /**
   * Forward, {@code C[cRow + i] (+)= A[aRow + i] B} for {@code rows} rows.
   *
   * @param a rows of at least K floats, not modified
   * @param b K × N, not modified
   * @param c rows of N floats, written
   * @param accumulate whether C is added to or set
   */
  public static void multiply(
      Matrix a, int aRow, PanelMatrix b, PanelMatrix c, int cRow, int rows, boolean accumulate) {
    multiply(a, aRow, b, c, cRow, rows, 0, b.panels(), accumulate);
  }

  /** The part of {@link #multiply} that makes the panels from {@code panel} to {@code end}. */
  public static void multiply(
      Matrix a, int aRow, PanelMatrix b, PanelMatrix c, int cRow, int rows, int panel, int end,
      boolean accumulate) {
    check(a.columns() >= b.rows() && b.columns() == c.columns(), "A B = C");
    int p = panel;
    if (rows == 1) {
      for (; p + 1 < end && Panels.strips(b.columns(), p + 1) == 4; p += 2) {
        PANELS.multiplyRow(
            a.values(), a.row(aRow),
            b.values(), b.row(p, 0), b.panelStride(),
            c.values(), c.row(p, cRow), c.panelStride(),
            b.rows(), accumulate);
      }
    }
    for (; p < end; p++) {
      multiplyPanel(a, aRow, b, c, cRow, rows, 1, 0, p, accumulate);
    }
  }

  /**
   * The part of {@link #multiply} that makes one panel of C, for {@code groups} groups of {@code
   * rows} rows whose first rows are {@code groupStride} apart in A and in C.
   */
  public static void multiplyPanel(
      Matrix a, int aRow, PanelMatrix b, PanelMatrix c, int cRow,
      int rows, int groups, int groupStride, int panel, boolean accumulate) {
    int depth = b.rows();
    int strips = Panels.strips(b.columns(), panel);
    for (int k = 0; k < depth; k += DEPTH_BLOCK) {
      for (int group = 0; group < groups; group++) {
        PANELS.multiply(
            a.values(), a.row(aRow + group * groupStride) + k, a.rowStride(), 1,
            b.values(), b.row(panel, k),
            c.values(), c.row(panel, cRow + group * groupStride), c.rowStride(),
            rows, Math.min(DEPTH_BLOCK, depth - k), strips, accumulate || k > 0);
      }
    }
  }

  /**
   * Backward to the input, {@code C[cRow + i] (+)= A[aRow + i] B} for {@code rows} rows, where A is
   * stored by panels.
   *
   * @param a rows of N floats, the gradient of a product's output; not modified
   * @param b N × K, the transposed weights; not modified
   * @param c rows of at least K floats, K rounded up to whole strips, written
   */
  public static void multiplyBack(
      PanelMatrix a, int aRow, PanelMatrix b, Matrix c, int cRow, int rows, boolean accumulate) {
    check(a.columns() == b.rows() && c.columns() >= b.columns(), "A Bᵀ = C");
    int depth = b.rows();
    for (int panel = 0; panel < b.panels(); panel++) {
      int strips = Panels.strips(b.columns(), panel);
      for (int k = 0; k < depth; k += Panels.WIDTH) {
        PANELS.multiply(
            a.values(), a.row(k / Panels.WIDTH, aRow), a.rowStride(), 1,
            b.values(), b.row(panel, k),
            c.values(), c.row(cRow) + panel * Panels.WIDTH, c.rowStride(),
            rows, Math.min(Panels.WIDTH, depth - k), strips, accumulate || k > 0);
      }
    }
  }

  /**
   * Backward to the weights, one tile of {@code C = Aᵀ B}: {@code rows} rows of {@code panels}
   * panels of C, from {@code cRow}. The columns of A are copied together first, {@code scratch}
   * holding at least {@link #scratchSize}.
   *
   * @param a R rows of K floats, the product's inputs; not modified
   * @param b R × N, the gradient of its outputs; not modified
   * @param c K × N, written
   */
  public static void multiplyTransposed(
      Matrix a, PanelMatrix b, PanelMatrix c, int panel, int panels, int cRow, int rows,
      float[] scratch) {
    check(a.rows() == b.rows() && b.columns() == c.columns(), "Aᵀ B = C");
    int depth = a.rows();
    for (int k = 0; k < depth; k += TRANSPOSED_DEPTH) {
      int depthHere = Math.min(TRANSPOSED_DEPTH, depth - k);
      for (int i = 0; i < depthHere; i++) {
        System.arraycopy(a.values(), a.row(k + i) + cRow, scratch, i * rows, rows);
      }
      for (int p = panel; p < panel + panels; p++) {
        PANELS.multiply(
            scratch, 0, 1, rows,
            b.values(), b.row(p, k),
            c.values(), c.row(p, cRow), c.rowStride(),
            rows, depthHere, Panels.strips(b.columns(), p), k > 0);
      }
    }
  }

  /** Rows of C in a tile: with {@code TRANSPOSED_DEPTH} of A the copy stays in the second cache. */
  public static final int TILE_ROWS = 256;

  /** Panels of C in a tile: they share the copy. */
  public static final int TILE_PANELS = 8;

  private static final int TRANSPOSED_DEPTH = 256;

  /** The floats of scratch space that {@link #multiplyTransposed} needs. */
  public static int scratchSize() {
    return TILE_ROWS * TRANSPOSED_DEPTH;
  }

  private static void check(boolean fits, String product) {
    if (!fits) {
      throw new IllegalArgumentException("the shapes do not fit the product " + product);
    }
  }
}
