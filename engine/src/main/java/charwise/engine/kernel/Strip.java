package charwise.engine.kernel;

/**
 * A movable window on an array: rows of {@link #WIDTH} consecutive floats, {@code stride} floats
 * from one row's start to the next. What the gate loops work on. A strip is allocated once and
 * moved with {@link #at}; the number of rows is an argument of each loop.
 */
public final class Strip {
  /** Floats in a row, a constant of the data layout whatever the vector width. */
  public static final int WIDTH = 16;

  private static final float[] NOTHING = {};

  float[] values = NOTHING;
  int offset;
  int stride;

  /** An empty strip, to be moved with {@link #at} before its first use. */
  public Strip() {}

  /**
   * Moves the strip: row {@code r} is {@code values[offset + r * stride]} and the 15 after it. The
   * array is mostly the same as before and then not stored: the collector marks a card at each
   * store of a reference, and the marks of all threads' strips share a few lines of the cache.
   */
  @SuppressWarnings("ReferenceEquality") // the same array, whatever it holds
  public Strip at(float[] values, int offset, int stride) {
    if (this.values != values) {
      this.values = values;
    }
    this.offset = offset;
    this.stride = stride;
    return this;
  }

  /** {@code n} rounded up to whole strips. */
  public static int padded(int n) {
    return (n + WIDTH - 1) & -WIDTH;
  }
}
