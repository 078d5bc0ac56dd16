package charwise.engine.cluster;

import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.RunPlace;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Machines that share work. */
public interface Cluster {
  /** The form of the files that rows are written to. */
  enum RowFormat {
    /** Columns of their own kind. */
    PARQUET,
    /** With a header, as in RFC 4180; all columns are texts. */
    CSV,
    /** A line for each row, whose only column is the line. */
    LINES
  }

  /**
   * Writes the rows of all lines into a new folder.
   *
   * @return how many there are; at least one if there are any
   * @throws IOException if the work failed; its message is one line for a user
   */
  long write(LineJob job, RowFormat format, String folder) throws IOException;

  /**
   * The rows with the greatest values of a column of numbers, the greatest first and equal ones in
   * the order of the lines; NaN is the least.
   *
   * @throws IOException if the work failed; its message is one line for a user
   */
  List<@Nullable Object[]> greatest(LineJob job, int column, int count) throws IOException;

  /**
   * The first rows in the order of the lines.
   *
   * @throws IOException if the work failed; its message is one line for a user
   */
  List<@Nullable Object[]> first(LineJob job, int count) throws IOException;

  /** How many tasks can run at once. */
  int slots() throws IOException;

  /** Where the runs of a comparison are carried out, each as one task. */
  RunPlace runs(ComparisonTask task) throws IOException;
}
