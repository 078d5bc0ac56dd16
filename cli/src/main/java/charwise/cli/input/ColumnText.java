package charwise.cli.input;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A column as a text in UTF-8, a line for each record, produced while it is read. Line breaks
 * within a value become spaces; a record without the value becomes an empty line.
 */
final class ColumnText extends InputStream {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private final String source;
  private final String column;
  private final Records records;
  private final Consumer<String> notes;
  private byte[] line = new byte[0];
  private int position;
  private long count;
  private boolean anyValue;
  private boolean ended;

  private ColumnText(String source, String column, Records records, Consumer<String> notes) {
    this.source = source;
    this.column = column;
    this.records = records;
    this.notes = notes;
  }

  /** A column of a text, which is closed with it. */
  static ColumnText open(String source, InputStream in, ColumnChoice choice, Consumer<String> notes)
      throws IOException {
    return new ColumnText(source, choice.column(), choice.open(source, in), notes);
  }

  private boolean fill() throws IOException {
    List<String> values = ended ? null : records.next();
    if (values == null) {
      end();
      return false;
    }
    count++;
    String value = values.getFirst();
    anyValue |= !value.isEmpty();
    line = (LINE_BREAK.matcher(value).replaceAll(" ") + "\n").getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }

  /** Readers may ask for more at the end, again and again. */
  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (count == 0) {
      throw UserException.failure("no records", source, "name a text that has some");
    }
    if (!anyValue) {
      throw UserException.failure(
          "every value of the column is empty", source, "name another with --column");
    }
    if (records.incomplete() > 0) {
      notes.accept(
          "%s: %s of %s without the field %s, an empty line each"
              .formatted(
                  source,
                  NumberText.grouped(records.incomplete()),
                  NumberText.counted(count, "record"),
                  Excerpt.of(column)));
    }
  }

  @Override
  public int read() throws IOException {
    return position < line.length || fill() ? line[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length > 0 && position == line.length && !fill()) {
      return -1;
    }
    int taken = Math.min(length, line.length - position);
    System.arraycopy(line, position, target, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public int available() {
    return line.length - position;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
