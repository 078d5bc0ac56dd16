package charwise.engine.kernel;

/**
 * A movable window on rows that are spread over panels: element c of row r is {@code values[offset
 * + c / 64 * panelStride + r * rowStride + c % 64]}. Rows that lie together have a panel stride of
 * 64. Allocated once and moved with {@link #at}; the numbers of rows and columns are arguments of
 * each loop, and whole strips of 16 columns are read and written.
 */
public final class PanelRows {
  private static final float[] NOTHING = {};

  float[] values = NOTHING;
  private int offset;
  private int panelStride;
  private int rowStride;

  /** An empty window, to be moved with {@link #at} before its first use. */
  public PanelRows() {}

  /** Moves the window to where its first row begins. */
  @SuppressWarnings("ReferenceEquality") // see Strip.at
  public PanelRows at(float[] values, int offset, int panelStride, int rowStride) {
    if (this.values != values) {
      this.values = values;
    }
    this.offset = offset;
    this.panelStride = panelStride;
    this.rowStride = rowStride;
    return this;
  }

  int index(int row, int column) {
    return offset + column / Panels.WIDTH * panelStride + row * rowStride + column % Panels.WIDTH;
  }
}
