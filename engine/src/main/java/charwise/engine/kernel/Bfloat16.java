package charwise.engine.kernel;

/**
 * Numbers of 16 bits: the upper half of a 32-bit float, with its range and 8 bits of precision
 * instead of 24. Two lie in one int: in the row of a panel, int {@code 16 s + i} holds columns
 * {@code 32 s + i} (lower half) and {@code 32 s + 16 + i} (upper half), so that a shift and a mask
 * make two vectors of floats of one vector of ints, whatever their length.
 */
public final class Bfloat16 {
  /** Ints in a row of a panel. */
  public static final int PANEL_INTS = Panels.WIDTH / 2;

  static final int BITS = 16;
  static final int UPPER = 0xFFFF0000;

  private Bfloat16() {}

  /** The nearest such number as a float; of two equally near, the one whose last bit is zero. */
  public static float round(float value) {
    int bits = Float.floatToRawIntBits(value);
    int half = 0x7FFF + (bits >>> BITS & 1);
    return Float.isFinite(value) ? Float.intBitsToFloat(bits + half & UPPER) : value;
  }

  /** Packs the row of a panel, {@link Panels#WIDTH} rounded floats, into {@link #PANEL_INTS}. */
  public static void packRow(float[] values, int offset, int[] packed, int packedOffset) {
    for (int i = 0; i < PANEL_INTS; i++) {
      int column = offset + i / Strip.WIDTH * 2 * Strip.WIDTH + i % Strip.WIDTH;
      int lower = Float.floatToRawIntBits(values[column]) >>> BITS;
      int upper = Float.floatToRawIntBits(values[column + Strip.WIDTH]) & UPPER;
      packed[packedOffset + i] = upper | lower;
    }
  }

  /** The number in the lower half. */
  static float lower(int packed) {
    return Float.intBitsToFloat(packed << BITS);
  }

  /** The number in the upper half. */
  static float upper(int packed) {
    return Float.intBitsToFloat(packed & UPPER);
  }
}
