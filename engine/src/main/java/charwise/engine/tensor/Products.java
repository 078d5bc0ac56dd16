package charwise.engine.tensor;

import static charwise.engine.kernel.Kernels.PANELS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;

/**
 * The three matrix products of a layer. Each sums blocks of a fixed number of inner indices in
 * ascending order, and then these sums, so that a row's result does not depend on the rows computed
 * beside it, nor on the machine.
 */
public final class Products {
  /** Inner indices in a sum: so many rows of a panel stay in the second cache. */
  static final int DEPTH_BLOCK = 512;

  /** Rows that the kernels go through together. */
  private static final int BLOCK_ROWS = 6;

  /** Rows that {@link #multiplyBack} copies together, a multiple of the kernels' six. */
  private static final int COPIED_ROWS = 96;

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
      Matrix a,
      int aRow,
      PanelMatrix b,
      PanelMatrix c,
      int cRow,
      int rows,
      int panel,
      int end,
      boolean accumulate) {
    check(a.columns() >= b.rows() && b.columns() == c.columns(), "A B = C");
    int p = panel;
    if (rows == 1) {
      for (; p + 1 < end && Panels.strips(b.columns(), p + 1) == 4; p += 2) {
        multiplyRow(a, aRow, b, c, cRow, p, accumulate);
      }
    }
    for (; p < end; p++) {
      multiplyPanel(a, aRow, b, c, cRow, rows, 1, 0, p, accumulate);
    }
  }

  /** One row times two panels, the weights as floats or, where there are any, as packed halves. */
  private static void multiplyRow(
      Matrix a, int aRow, PanelMatrix b, PanelMatrix c, int cRow, int panel, boolean accumulate) {
    int[] packed = b.packed();
    for (int k = 0; k < b.rows(); k += DEPTH_BLOCK) {
      int depth = Math.min(DEPTH_BLOCK, b.rows() - k);
      if (packed == null) {
        PANELS.multiplyRow(
            a.values(),
            a.row(aRow) + k,
            b.values(),
            b.row(panel, k),
            b.panelStride(),
            c.values(),
            c.row(panel, cRow),
            c.panelStride(),
            depth,
            accumulate || k > 0);
      } else {
        PANELS.multiplyPackedRow(
            a.values(),
            a.row(aRow) + k,
            packed,
            b.packedRow(panel, k),
            b.packedStride(),
            c.values(),
            c.row(panel, cRow),
            c.panelStride(),
            depth,
            accumulate || k > 0);
      }
    }
  }

  /**
   * The part of {@link #multiply} that makes one panel of C, for {@code groups} groups of {@code
   * rows} rows whose first rows are {@code groupStride} apart in A and in C.
   */
  public static void multiplyPanel(
      Matrix a,
      int aRow,
      PanelMatrix b,
      PanelMatrix c,
      int cRow,
      int rows,
      int groups,
      int groupStride,
      int panel,
      boolean accumulate) {
    int depth = b.rows();
    int strips = Panels.strips(b.columns(), panel);
    for (int k = 0; k < depth; k += DEPTH_BLOCK) {
      for (int group = 0; group < groups; group++) {
        PANELS.multiply(
            a.values(),
            a.row(aRow + group * groupStride) + k,
            a.rowStride(),
            1,
            b.values(),
            b.row(panel, k),
            c.values(),
            c.row(panel, cRow + group * groupStride),
            c.rowStride(),
            rows,
            Math.min(DEPTH_BLOCK, depth - k),
            strips,
            accumulate || k > 0);
      }
    }
  }

  /**
   * Backward to the input, {@code C[cRow + i] (+)= A[aRow + i] B} for {@code groups} groups of
   * {@code rows} rows whose first rows are {@code groupStride} apart in A and in C: the panels
   * {@code first} to {@code last} of C, the latter not included. A is stored by panels; its rows
   * are copied together first, {@code scratch} holding at least {@link #scratchSize}.
   *
   * @param a rows of N floats, the gradient of a product's output; not modified
   * @param b N × K, the transposed weights; not modified
   * @param c rows of at least K floats, K rounded up to whole strips, written
   */
  public static void multiplyBack(
      PanelMatrix a,
      int aRow,
      PanelMatrix b,
      int first,
      int last,
      Matrix c,
      int cRow,
      int rows,
      int groups,
      int groupStride,
      boolean accumulate,
      float[] scratch) {
    check(a.columns() == b.rows() && c.columns() >= b.columns(), "A Bᵀ = C");
    boolean together = groups == 1 || groupStride == rows;
    int run = together ? rows * groups : rows;
    for (int i = 0; i < rows * groups; i += COPIED_ROWS) {
      int end = Math.min(i + COPIED_ROWS, rows * groups);
      for (int k = 0; k < b.rows(); k += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, b.rows() - k);
        for (int from = i; from < end; from = runEnd(from, run, end)) {
          int row = from / run * groupStride + from % run;
          copyRows(
              a,
              aRow + row,
              runEnd(from, run, end) - from,
              k,
              depth,
              scratch,
              (from - i) * DEPTH_BLOCK);
        }
        for (int panel = first; panel < last; panel++) {
          for (int from = i; from < end; from = runEnd(from, run, end)) {
            int row = from / run * groupStride + from % run;
            PANELS.multiply(
                scratch,
                (from - i) * DEPTH_BLOCK,
                DEPTH_BLOCK,
                1,
                b.values(),
                b.row(panel, k),
                c.values(),
                c.row(cRow + row) + panel * Panels.WIDTH,
                c.rowStride(),
                runEnd(from, run, end) - from,
                depth,
                Panels.strips(b.columns(), panel),
                accumulate || k > 0);
          }
        }
      }
    }
  }

  /** Where the rows that lie together with row {@code from} end. */
  private static int runEnd(int from, int run, int end) {
    return Math.min(end, from / run * run + run);
  }

  private static void copyRows(
      PanelMatrix a, int row, int rows, int from, int columns, float[] target, int offset) {
    for (int k = 0; k < columns; k += Panels.WIDTH) {
      int width = Math.min(Panels.WIDTH, columns - k);
      int start = a.row((from + k) / Panels.WIDTH, row);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            a.values(), start + r * a.rowStride(), target, offset + r * DEPTH_BLOCK + k, width);
      }
    }
  }

  /**
   * Backward to the weights, one tile of {@code C = Aᵀ B}, summed over the first {@code depth} rows
   * of A and B: {@code rows} rows of {@code panels} panels of C, from {@code cRow}. The columns of
   * A are copied together first where they are far apart, and rows of B unless they lie together by
   * panels, {@code scratch} holding at least {@link #scratchSize}.
   *
   * @param a rows of K floats, the product's inputs; not modified
   * @param b rows of N floats, the gradient of its outputs; not modified
   * @param depth at least 1
   * @param c K × N, written
   */
  public static void multiplyTransposed(
      Matrix a,
      PanelMatrix b,
      int depth,
      PanelMatrix c,
      int panel,
      int panels,
      int cRow,
      int rows,
      float[] scratch) {
    check(
        depth > 0 && a.rows() >= depth && b.rows() >= depth && b.columns() == c.columns(),
        "Aᵀ B = C");
    boolean apart = isApart(a);
    for (int k = 0; k < depth; k += TRANSPOSED_DEPTH) {
      int depthHere = Math.min(TRANSPOSED_DEPTH, depth - k);
      for (int i = 0; apart && i < depthHere; i++) {
        System.arraycopy(a.values(), a.row(k + i) + cRow, scratch, i * SCRATCH_STRIDE, rows);
      }
      boolean panelRows = b.rowStride() == Panels.WIDTH;
      for (int p = panel; p < panel + panels; p++) {
        int strips = Panels.strips(b.columns(), p);
        for (int i = 0; !panelRows && i < depthHere; i++) {
          System.arraycopy(
              b.values(),
              b.row(p, k + i),
              scratch,
              PANEL_SCRATCH + i * Panels.WIDTH,
              strips * Strip.WIDTH);
        }
        PANELS.multiply(
            apart ? scratch : a.values(),
            apart ? 0 : a.row(k) + cRow,
            1,
            apart ? SCRATCH_STRIDE : a.rowStride(),
            panelRows ? b.values() : scratch,
            panelRows ? b.row(p, k) : PANEL_SCRATCH,
            c.values(),
            c.row(p, cRow),
            c.rowStride(),
            rows,
            depthHere,
            strips,
            k > 0);
      }
    }
  }

  /** Rows of C in a tile: with {@code TRANSPOSED_DEPTH} of A they stay in the second cache. */
  private static final int TILE_ROWS = 256;

  /** Panels of C in a tile of what is copied: they share the copy. */
  private static final int TILE_PANELS = 4;

  /** Whether rows of A are so far apart that some columns are better copied together. */
  private static boolean isApart(Matrix a) {
    return a.rowStride() >= TILE_ROWS;
  }

  /**
   * How many panels of C a tile should have at the most. Where nothing is copied it is one: many
   * small tiles are shared more evenly.
   */
  public static int tilePanels(Matrix a) {
    return isApart(a) ? TILE_PANELS : 1;
  }

  /** How many rows of C a tile should have, of {@code rows}: about the same in each. */
  public static int tileRows(int rows) {
    int tiles = Math.ceilDiv(rows, TILE_ROWS);
    return Math.ceilDiv(Math.ceilDiv(rows, tiles), BLOCK_ROWS) * BLOCK_ROWS;
  }

  /**
   * Not a power of two: the columns read together must not compete for the same places of a cache.
   */
  private static final int SCRATCH_STRIDE = TILE_ROWS + Strip.WIDTH;

  /** Rows of A and B in a sum of {@link #multiplyTransposed}. */
  static final int TRANSPOSED_DEPTH = 256;

  /** Where in the scratch space rows of B are copied to that do not lie together by panels. */
  private static final int PANEL_SCRATCH = SCRATCH_STRIDE * TRANSPOSED_DEPTH;

  /** The floats of scratch space that a thread needs. */
  public static int scratchSize() {
    return Math.max(PANEL_SCRATCH + TRANSPOSED_DEPTH * Panels.WIDTH, COPIED_ROWS * DEPTH_BLOCK);
  }

  private static void check(boolean fits, String product) {
    if (!fits) {
      throw new IllegalArgumentException("the shapes do not fit the product " + product);
    }
  }
}
