package charwise.engine.layer;

import java.util.Arrays;

/**
 * How much of its buffers a batch fills: N streams side by side, of T steps at most, row {@code t *
 * N + n} being step t of stream n. A stream may be shorter; the rows behind its end, up to T, are
 * computed and count for nothing. Few long streams and many short ones fit into the same rows.
 *
 * <p>Set by one thread before the members of a team start, whose start makes it known to them.
 */
public final class BatchShape {
  private final int maximumRows;
  private final int[] lengths;
  private int timeSteps;
  private int batchSize;

  /** Always N streams of T steps, unless set otherwise. */
  public BatchShape(int timeSteps, int batchSize) {
    this(Math.multiplyExact(timeSteps, batchSize), batchSize, batchSize);
    setAll(timeSteps, batchSize);
  }

  private BatchShape(int maximumRows, int maximumBatchSize, int batchSize) {
    this.maximumRows = maximumRows;
    this.lengths = new int[maximumBatchSize];
    this.batchSize = batchSize;
  }

  /** To be set anew for each batch, in buffers for so many rows and so many streams. */
  public static BatchShape upTo(int maximumRows, int maximumBatchSize) {
    if (maximumBatchSize < 1 || maximumRows < maximumBatchSize) {
      throw new IllegalArgumentException(
          maximumBatchSize + " streams do not fit into " + maximumRows + " rows");
    }
    BatchShape shape = new BatchShape(maximumRows, maximumBatchSize, maximumBatchSize);
    shape.setAll(maximumRows / maximumBatchSize, maximumBatchSize);
    return shape;
  }

  /** N streams of T steps each. */
  public void setAll(int steps, int streams) {
    check(steps, streams);
    Arrays.fill(lengths, 0, streams, steps);
    timeSteps = steps;
    batchSize = streams;
  }

  /**
   * The first {@code streams} lengths as those of N streams; T is the longest.
   *
   * @throws IllegalArgumentException if one is below 1, or the rows are not enough
   */
  public void set(int[] newLengths, int streams) {
    int longest = 0;
    for (int n = 0; n < streams; n++) {
      if (newLengths[n] < 1) {
        throw new IllegalArgumentException("stream " + n + " has the length " + newLengths[n]);
      }
      longest = Math.max(longest, newLengths[n]);
    }
    check(longest, streams);
    System.arraycopy(newLengths, 0, lengths, 0, streams);
    timeSteps = longest;
    batchSize = streams;
  }

  private void check(int steps, int streams) {
    if (steps < 1
        || streams < 1
        || streams > lengths.length
        || (long) steps * streams > maximumRows) {
      throw new IllegalArgumentException(
          streams
              + " streams of "
              + steps
              + " steps do not fit into "
              + maximumRows
              + " rows of at most "
              + lengths.length
              + " streams");
    }
  }

  /** T, the steps of the longest stream. */
  public int timeSteps() {
    return timeSteps;
  }

  /** N, the number of streams. */
  public int batchSize() {
    return batchSize;
  }

  /** T·N. */
  public int rows() {
    return timeSteps * batchSize;
  }

  /** The steps of a stream. */
  public int length(int stream) {
    return lengths[stream];
  }

  /** The row of a stream's last step. */
  public int lastRow(int stream) {
    return (lengths[stream] - 1) * batchSize + stream;
  }

  /** The rows that buffers have. */
  public int maximumRows() {
    return maximumRows;
  }

  /** The streams that buffers have room for. */
  public int maximumBatchSize() {
    return lengths.length;
  }
}
