package charwise.engine.training;

/** Characters per second over the last few seconds. */
final class Speedometer {
  private static final int SLOTS = 64;
  private static final long SLOT_NANOS = 100_000_000L;

  /** The speed over less is left to chance and the compiler. */
  private static final long LEAST_NANOS = 1_000_000_000L;

  private final long[] nanos = new long[SLOTS];
  private final long[] characters = new long[SLOTS];
  private int filled;

  /** Notes that {@code total} characters are done. */
  void note(long now, long total) {
    if (filled > 0 && now - nanos[(filled - 1) % SLOTS] < SLOT_NANOS) {
      return;
    }
    nanos[filled % SLOTS] = now;
    characters[filled % SLOTS] = total;
    filled++;
  }

  /** The speed up to now; NaN for a second, until there is one. */
  double perSecond(long now, long total) {
    if (filled == 0) {
      return Double.NaN;
    }
    int oldest = filled > SLOTS ? filled % SLOTS : 0;
    if (now - nanos[oldest] < LEAST_NANOS) {
      return Double.NaN;
    }
    return (total - characters[oldest]) * 1e9 / (now - nanos[oldest]);
  }
}
