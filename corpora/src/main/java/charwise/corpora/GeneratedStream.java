package charwise.corpora;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The beginning of a generator's text as bytes. */
final class GeneratedStream extends InputStream {
  /** Characters made at once, if there are so many. */
  private static final int PORTION = 1 << 13;

  private final ItemGenerator generator;
  private final StringBuilder text = new StringBuilder();
  private long remaining;
  private byte[] bytes = new byte[0];
  private int position;

  GeneratedStream(ItemGenerator generator, long size) {
    this.generator = generator;
    this.remaining = size;
  }

  @Override
  public int read() {
    return position < bytes.length || fill() ? bytes[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length > 0 && position == bytes.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean fill() {
    if (remaining <= 0) {
      return false;
    }
    text.setLength(0);
    int counted = 0;
    while (remaining > 0 && text.length() < PORTION) {
      generator.next(text);
      remaining -= text.codePointCount(counted, text.length());
      counted = text.length();
    }
    bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }
}
