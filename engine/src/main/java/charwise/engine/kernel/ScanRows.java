package charwise.engine.kernel;

/**
 * A movable window on the rows of B and C of a selective scan: B of row r begins at {@code
 * values[offset + r * stride]}, C {@code distance} floats after it.
 */
public final class ScanRows {
  private static final float[] NOTHING = {};

  float[] values = NOTHING;
  private int offset;
  private int stride;
  private int distance;

  /** An empty window, to be moved with {@link #at} before its first use. */
  public ScanRows() {}

  /** Moves the window to where B of its first row begins. */
  @SuppressWarnings("ReferenceEquality") // see Strip.at
  public ScanRows at(float[] values, int offset, int stride, int distance) {
    if (this.values != values) {
      this.values = values;
    }
    this.offset = offset;
    this.stride = stride;
    this.distance = distance;
    return this;
  }

  int b(int row) {
    return offset + row * stride;
  }

  int c(int row) {
    return offset + row * stride + distance;
  }
}
