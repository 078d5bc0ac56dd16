package charwise.cli.input;

import charwise.cli.console.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of some columns in the records of a text, record by record. Empty lines are none. */
public abstract class Records implements Closeable {
  private final String source;
  private final InputStream in;

  Records(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /**
   * Records of a table or of JSON Lines.
   *
   * @param source the text's name in messages
   * @param in its bytes, which are closed with the records
   * @param delimiter what separates the values of a table; null for the format's usual one
   * @throws UserException if the table has no such columns
   */
  public static Records open(
      String source,
      InputStream in,
      TableFormat format,
      @Nullable Character delimiter,
      Columns columns)
      throws IOException {
    return switch (format) {
      case TSV -> new TsvRecords(source, in, format.delimiterOr(delimiter), columns);
      case CSV -> new CsvRecords(source, in, format.delimiterOr(delimiter), columns);
      case JSONL -> new JsonRecords(source, in, columns);
    };
  }

  /**
   * The values of the next record, or null at the end.
   *
   * @throws UserException if the record cannot be read or lacks a column that is required
   * @throws IOException if reading fails, or the text is not valid UTF-8
   */
  public abstract @Nullable List<String> next() throws IOException;

  /** The number of the line on which the record last read ends, from 1. */
  public abstract long line();

  /** How many records so far have lacked a column that is not required. */
  public abstract long incomplete();

  final String source() {
    return source;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
