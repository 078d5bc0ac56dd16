package charwise.cli.score;

import java.io.IOException;
import java.util.List;

/** Takes rows. */
@FunctionalInterface
interface RowSink {
  /**
   * Takes a row.
   *
   * @param nats how surprising it is
   * @param values numbers or texts, one for each column
   */
  void add(double nats, List<Object> values) throws IOException;

  /** Whether a row was at or above the threshold, if there is one. */
  default boolean aboveThreshold() {
    return false;
  }

  /** Rows follow, or none. */
  default void begin() throws IOException {}

  /** All rows so far are to be seen. */
  default void flush() throws IOException {}

  /** There are no more rows. */
  default void close() throws IOException {}
}
