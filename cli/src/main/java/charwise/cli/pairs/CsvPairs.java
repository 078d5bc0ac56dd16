package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.CodePointReader;
import charwise.cli.input.MalformedRecord;
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

/**
 * Pairs in CSV as in RFC 4180. Line breaks within a value become spaces; empty lines are passed
 * over.
 */
final class CsvPairs extends TablePairs {
  private static final CSVFormat COMMAS =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final String source;
  private final InputStream in;
  private final LimitedReader reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  CsvPairs(String source, InputStream in, List<Column> columns) throws IOException {
    super(source, columns);
    this.source = source;
    this.in = in;
    this.reader =
        new LimitedReader(new CodePointReader(new UnitReader(source, in, Units.CODEPOINT)));
    this.parser = COMMAS.parse(reader);
    this.records = parser.iterator();
    begin();
  }

  @Override
  @Nullable List<String> row() throws IOException {
    long before = line();
    reader.left = LimitedReader.LONGEST_RECORD;
    try {
      return records.hasNext()
          ? records.next().stream().map(Pair::onOneLine).toList()
          : null;
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      if (cause instanceof MalformedTextException) {
        throw cause;
      }
      throw UserException.failure(
          "what begins on line " + (before + 1) + " cannot be read ("
              + Excerpt.of(MalformedRecord.reason(cause)) + ")",
          source,
          "close its quotation marks, or say --format tsv if it has none",
          e);
    }
  }

  @Override
  long line() {
    return parser.getCurrentLineNumber();
  }

  @Override
  public void close() throws IOException {
    in.close();
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
