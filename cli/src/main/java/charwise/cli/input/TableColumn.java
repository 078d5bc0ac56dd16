package charwise.cli.input;

import charwise.cli.console.UserException;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table whose first line names the columns: CSV as in RFC 4180, or TSV, in which
 * quotation marks have no meaning. Empty lines are skipped.
 */
final class TableColumn extends RecordStream {
  private static final CSVFormat COMMAS =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
  private static final CSVFormat TABS = COMMAS.builder().setDelimiter('\t').setQuote(null).get();

  private final Iterator<CSVRecord> records;
  private final int columns;
  private final int index;

  private TableColumn(String source, InputStream in, CSVFormat format, String column)
      throws IOException {
    super(source, in);
    var reader = new CodePointReader(new UnitReader(source, in, Units.CODEPOINT));
    this.records = format.parse(reader).iterator();
    CSVRecord header = nextRecord("the header");
    if (header == null) {
      throw UserException.failure("an empty table", source, "name one with a header");
    }
    List<String> names = header.toList().stream().map(String::strip).toList();
    this.columns = names.size();
    this.index = names.indexOf(column.strip());
    if (index < 0) {
      throw UserException.failure(
          "no column " + column, source, "its columns are " + String.join(", ", names));
    }
    if (index != names.lastIndexOf(column.strip())) {
      throw UserException.failure("two columns " + column, source, "rename one of them");
    }
  }

  static TableColumn ofCommas(String source, InputStream in, String column) throws IOException {
    return new TableColumn(source, in, COMMAS, column);
  }

  static TableColumn ofTabs(String source, InputStream in, String column) throws IOException {
    return new TableColumn(source, in, TABS, column);
  }

  @Override
  @Nullable String next() throws IOException {
    String name = "record " + number();
    CSVRecord row = nextRecord(name);
    if (row != null && row.size() != columns) {
      throw UserException.failure(
          name + " has " + row.size() + " values, the header " + columns,
          source(),
          "correct the record");
    }
    return row == null ? null : row.get(index);
  }

  private @Nullable CSVRecord nextRecord(String name) throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      if (cause instanceof MalformedTextException) {
        throw cause;
      }
      throw UserException.failure(
          name + " cannot be read (" + MalformedRecord.reason(cause) + ")",
          source(),
          "correct the record",
          e);
    }
  }
}
