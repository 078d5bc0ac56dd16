package charwise.cli.input;

import charwise.cli.console.UserException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 text, one after the other. A line ends with a line feed, which a carriage
 * return may precede, or with the text; a byte order mark at the beginning is passed over.
 */
public final class LineReader {
  private static final int LONGEST_LINE = 1 << 26;

  private final UnitReader reader;
  private final StringBuilder line = new StringBuilder();
  private long number;

  /**
   * Lines of a text.
   *
   * @param source its name in messages
   * @param in its bytes; whoever opened it closes it
   */
  public LineReader(String source, InputStream in) {
    reader = new UnitReader(source, in, Units.CODEPOINT);
  }

  /**
   * The next line without what ends it, or null at the end.
   *
   * @throws charwise.engine.data.MalformedTextException if it is not valid UTF-8
   * @throws UserException if it is longer than any line should be
   */
  public @Nullable String next() throws IOException {
    int unit = reader.read();
    if (unit < 0) {
      return null;
    }
    number++;
    line.setLength(0);
    for (; unit >= 0 && unit != '\n'; unit = reader.read()) {
      if (line.length() >= LONGEST_LINE) {
        throw UserException.failure(
            "line " + number + " is longer than " + LONGEST_LINE + " characters",
            reader.source(),
            "break it up");
      }
      line.appendCodePoint(unit);
    }
    int length = line.length();
    if (unit == '\n' && length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  /** The next line that is not blank, in the same form. */
  public @Nullable String nextNotBlank() throws IOException {
    String found = next();
    while (found != null && found.isBlank()) {
      found = next();
    }
    return found;
  }

  /** The number of the line last read, from 1. */
  public long number() {
    return number;
  }
}
