package charwise.engine.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the units of a text one by one, in constant memory. UTF-8 is decoded strictly: overlong
 * forms, surrogates, values above U+10FFFF and truncated sequences are errors. One byte order mark
 * at the very beginning is skipped where units are code points. It never waits for more input than
 * the next unit needs. Does not close the stream. Not thread-safe.
 */
public final class UnitReader {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String source;
  private final InputStream in;
  private final boolean codePoints;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;
  private long bufferOffset;

  /**
   * A reader at the beginning of a text.
   *
   * @param source the text's name in error messages
   * @param in the bytes
   * @param units what to read
   */
  public UnitReader(String source, InputStream in, Units units) {
    this(source, in, units, 0);
  }

  /**
   * A reader within a text.
   *
   * @param offset where {@code in} begins in the text
   */
  public UnitReader(String source, InputStream in, Units units, long offset) {
    this.source = source;
    this.in = in;
    this.codePoints = units == Units.CODEPOINT;
    this.bufferOffset = offset;
  }

  /** The text's name in error messages. */
  public String source() {
    return source;
  }

  /** Whether there is more to read without waiting for it; false at the end, too. */
  public boolean ready() throws IOException {
    return position < limit || in.available() > 0;
  }

  /** How many bytes have been consumed: the offset of the next unit, or of the end. */
  public long byteOffset() {
    return bufferOffset + position;
  }

  /**
   * The next code point or byte, or -1 at the end.
   *
   * @throws MalformedTextException if the next bytes are not valid UTF-8
   * @throws IOException if the stream fails
   */
  public int read() throws IOException {
    if (position < limit && buffer[position] >= 0) {
      return buffer[position++];
    }
    return readOther();
  }

  private int readOther() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    if (!codePoints) {
      return buffer[position++] & 0xFF;
    }
    boolean first = byteOffset() == 0;
    int codePoint = buffer[position] >= 0 ? buffer[position++] : readSequence();
    return first && codePoint == BYTE_ORDER_MARK ? read() : codePoint;
  }

  /** Decodes a sequence of two to four bytes. */
  private int readSequence() throws IOException {
    int lead = buffer[position] & 0xFF;
    int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    while (limit - position < length) {
      if (!isPrefix(lead, limit - position) || !fill()) {
        throw malformed();
      }
    }
    if (length == 0 || !isPrefix(lead, length)) {
      throw malformed();
    }
    int codePoint = lead & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      codePoint = (codePoint << 6) | (buffer[position + i] & 0x3F);
    }
    position += length;
    return codePoint;
  }

  /** Whether the bytes after the lead byte, as many as are there, may follow it. */
  private boolean isPrefix(int lead, int available) {
    for (int i = 1; i < available; i++) {
      int next = buffer[position + i] & 0xFF;
      int least = 0x80;
      int most = 0xBF;
      if (i == 1) {
        switch (lead) {
          case 0xE0 -> least = 0xA0; // below: overlong
          case 0xED -> most = 0x9F; // above: surrogates
          case 0xF0 -> least = 0x90; // below: overlong
          case 0xF4 -> most = 0x8F; // above: beyond U+10FFFF
          default -> {}
        }
      }
      if (next < least || next > most) {
        return false;
      }
    }
    return true;
  }

  /** Reads at least one more byte behind those not yet consumed, which move to the front. */
  private boolean fill() throws IOException {
    int kept = limit - position;
    System.arraycopy(buffer, position, buffer, 0, kept);
    bufferOffset += position;
    position = 0;
    limit = kept;
    int count;
    do {
      count = in.read(buffer, kept, BUFFER_SIZE - kept);
    } while (count == 0);
    limit += Math.max(count, 0);
    return count > 0;
  }

  private MalformedTextException malformed() {
    return new MalformedTextException(source, byteOffset(), buffer[position]);
  }
}
