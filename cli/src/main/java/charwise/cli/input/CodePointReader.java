package charwise.cli.input;

import charwise.engine.data.UnitReader;
import java.io.IOException;
import java.io.Reader;

/** The code points of a {@link UnitReader} as characters; waits for one code point at most. */
public final class CodePointReader extends Reader {
  private final UnitReader units;
  private char low;

  /** The characters of what {@code units} reads. */
  public CodePointReader(UnitReader units) {
    this.units = units;
  }

  @Override
  public int read() throws IOException {
    if (low != 0) {
      char pending = low;
      low = 0;
      return pending;
    }
    int codePoint = units.read();
    if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      return codePoint;
    }
    low = Character.lowSurrogate(codePoint);
    return Character.highSurrogate(codePoint);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length && (count == 0 || low != 0 || units.ready())) {
      int next = read();
      if (next < 0) {
        return count == 0 ? -1 : count;
      }
      target[offset + count++] = (char) next;
    }
    return count;
  }

  /** Does nothing: the stream belongs to the caller. */
  @Override
  public void close() {}
}
