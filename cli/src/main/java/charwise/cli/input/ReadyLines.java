package charwise.cli.input;

import charwise.cli.console.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the lines of a stream, as many at a time as there are without waiting. */
public final class ReadyLines {
  private static final int BUFFER_SIZE = 1 << 16;

  /** The longest line, because a longer one would not fit into memory. */
  private static final int LONGEST_LINE = 1 << 24;

  private final String source;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int limit;

  /** Reads {@code in}, which messages call {@code source}. */
  public ReadyLines(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /** Whether nothing can be read at this moment without waiting for it. */
  public boolean isWaiting() throws IOException {
    return position == limit && in.available() == 0;
  }

  /**
   * The next lines, without their ends. Waits for the first of them only.
   *
   * @param most the most lines to return
   * @return none at the end
   * @throws UserException if a line is too long
   */
  public List<byte[]> next(int most) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    while (limit >= 0 && lines.size() < most) {
      if (position == limit) {
        if (!lines.isEmpty() && in.available() == 0) {
          break;
        }
        position = 0;
        limit = in.read(buffer);
        if (limit < 0 && line.size() > 0) {
          lines.add(take());
        }
      } else if (buffer[position++] == '\n') {
        lines.add(take());
      } else if (line.size() == LONGEST_LINE) {
        throw UserException.failure(
            "a line of more than " + LONGEST_LINE + " bytes", source, "give one text a line");
      } else {
        line.write(buffer[position - 1]);
      }
    }
    return lines;
  }

  /** The current line without a carriage return at its end. */
  private byte[] take() {
    byte[] bytes = line.toByteArray();
    line.reset();
    int length = bytes.length;
    return length > 0 && bytes[length - 1] == '\r' ? Arrays.copyOf(bytes, length - 1) : bytes;
  }
}
