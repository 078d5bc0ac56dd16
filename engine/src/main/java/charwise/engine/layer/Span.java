package charwise.engine.layer;

/**
 * A movable window on the rows of some neighbouring streams over some steps, row {@code t * N + n}
 * being step t of stream n of N: what one member of a team computes of a window of text. Allocated
 * once and moved with {@link #at}.
 */
public final class Span {
  private final int batchSize;
  private int from;
  private int rows;
  private int steps;

  /** An empty span of windows of {@code batchSize} streams. */
  public Span(int batchSize) {
    this.batchSize = batchSize;
  }

  /** Moves to the first {@code stepCount} steps of {@code streams} streams, at least one. */
  public Span at(int firstStream, int streams, int stepCount) {
    from = firstStream;
    rows = streams;
    steps = stepCount;
    return this;
  }

  /** N, all streams of the window. */
  public int batchSize() {
    return batchSize;
  }

  /** The first stream. */
  public int from() {
    return from;
  }

  /** The streams, and so the rows of a step. */
  public int rows() {
    return rows;
  }

  /** The steps. */
  public int steps() {
    return steps;
  }

  /** The first row of a step. */
  public int row(int step) {
    return step * batchSize + from;
  }

  /** Whether these are all streams, so that the rows of all steps lie together. */
  public boolean isWhole() {
    return rows == batchSize;
  }
}
