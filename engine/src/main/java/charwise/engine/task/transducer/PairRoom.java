package charwise.engine.task.transducer;

/**
 * How long pairs may be for buffers to hold them.
 *
 * @param longestSource the most steps of a source
 * @param longestTarget the most units of an answer, its end counted
 */
record PairRoom(int longestSource, int longestTarget) {
  /** Rows that a thread reads at a time, more where a single pair has more. */
  private static final int ROWS = 4096;

  /** Whether all that fits into another fits into this. */
  boolean holds(PairRoom other) {
    return longestSource >= other.longestSource && longestTarget >= other.longestTarget;
  }

  /** Room for more than asked for, so that not every pair needs new room. */
  PairRoom rounded() {
    return new PairRoom(roundUp(longestSource), roundUp(longestTarget));
  }

  private static int roundUp(int length) {
    return Math.max(64, length <= 1 ? 1 : Integer.highestOneBit(length - 1) << 1);
  }

  /** Rows of the sources of a batch. */
  int sourceRows(int items) {
    return Math.max(items, Math.min(items * longestSource, Math.max(ROWS, longestSource)));
  }

  /** Rows of the answers of a batch. */
  int targetRows(int items) {
    return Math.max(items, Math.min(items * longestTarget, Math.max(ROWS, longestTarget)));
  }
}
