package charwise.cli.input;

import charwise.cli.console.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value of each record of a text, as UTF-8, a line for each, produced while it is read. Line
 * breaks within a value become spaces; a record without the value becomes an empty line.
 */
abstract class RecordStream extends InputStream {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final int PROBED_BYTES = 4096;

  private final String source;
  private final InputStream in;
  private byte[] line = new byte[0];
  private int position;
  private long records;
  private boolean anyValue;

  RecordStream(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /** The values of a column or field. The name and the beginning of the text tell its format. */
  static RecordStream open(String source, InputStream in, String column) throws IOException {
    if (TextSource.unpackedName(source).endsWith(".tsv")) {
      return TableColumn.ofTabs(source, in, column);
    }
    var buffered = new BufferedInputStream(in);
    return switch (firstCharacter(buffered)) {
      case '{' -> new JsonField(source, buffered, column);
      case '[' ->
          throw UserException.failure(
              "a JSON array, not JSON Lines",
              source,
              "put each object on a line of its own, as jq -c '.[]' does");
      default -> TableColumn.ofCommas(source, buffered, column);
    };
  }

  /** The first character after white space and a byte order mark, or −1. */
  private static int firstCharacter(BufferedInputStream in) throws IOException {
    in.mark(PROBED_BYTES);
    int next = in.read();
    for (int i = 1; i < PROBED_BYTES && ((next >= 0 && next <= ' ') || next >= 0xBB); i++) {
      next = in.read();
    }
    in.reset();
    return next;
  }

  /** The value of the next record, empty if the record lacks it, or null at the end. */
  abstract @Nullable String next() throws IOException;

  /** Called at the end, if there were records. */
  void end() {}

  final String source() {
    return source;
  }

  /** The number of the current record, from 1. */
  final long number() {
    return records;
  }

  private boolean fill() throws IOException {
    records++;
    String value = next();
    if (value == null) {
      records--;
      if (records == 0) {
        throw UserException.failure("no records", source, "name a text that has some");
      }
      end();
      if (!anyValue) {
        throw UserException.failure(
            "every value of the column is empty", source, "name another with --column");
      }
      return false;
    }
    anyValue |= !value.isEmpty();
    line = (LINE_BREAK.matcher(value).replaceAll(" ") + "\n").getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }

  @Override
  public final int read() throws IOException {
    return position < line.length || fill() ? line[position++] & 0xFF : -1;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length > 0 && position == line.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, line.length - position);
    System.arraycopy(line, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public final int available() {
    return line.length - position;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
