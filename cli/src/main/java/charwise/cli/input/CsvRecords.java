package charwise.cli.input;

import charwise.cli.console.UserException;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Records in CSV as in RFC 4180. Empty lines are passed over. */
final class CsvRecords extends TableRecords {
  private static final CSVFormat COMMAS =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final LimitedReader reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  CsvRecords(String source, InputStream in, char delimiter, Columns columns) throws IOException {
    super(source, in, columns);
    this.reader =
        new LimitedReader(new CodePointReader(new UnitReader(source, in, Units.CODEPOINT)));
    this.parser = COMMAS.builder().setDelimiter(delimiter).get().parse(reader);
    this.records = parser.iterator();
    begin();
  }

  @Override
  @Nullable List<String> row() throws IOException {
    long before = line();
    reader.left = LimitedReader.LONGEST_RECORD;
    try {
      return records.hasNext() ? records.next().toList() : null;
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      if (cause instanceof MalformedTextException) {
        throw cause;
      }
      throw UserException.failure(
          "what begins on line " + (before + 1) + " cannot be read (" + reason(cause) + ")",
          source(),
          "close its quotation marks, or say --format tsv if it has none",
          e);
    }
  }

  /** The reason for an error of the library that reads tables, in our words. */
  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("EOF reached before encapsulated token")) {
      return "a quotation mark is not closed";
    }
    if (message.contains("between encapsulated token and delimiter")) {
      return "text follows a closing quotation mark";
    }
    return Excerpt.of(message);
  }

  @Override
  public long line() {
    return parser.getCurrentLineNumber();
  }

  /** Ends a record that never would: one whose quotation mark is not closed. */
  private static final class LimitedReader extends FilterReader {
    static final int LONGEST_RECORD = 1 << 26;

    int left = LONGEST_RECORD;

    LimitedReader(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      spend(1);
      return super.read();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      spend(count);
      return count;
    }

    private void spend(int count) throws IOException {
      left -= count;
      if (left < 0) {
        throw new IOException("longer than " + LONGEST_RECORD + " characters");
      }
    }
  }
}
