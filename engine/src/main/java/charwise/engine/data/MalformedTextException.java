package charwise.engine.data;

import java.io.IOException;
import java.util.HexFormat;

/** A text that is not valid UTF-8, with the place where it stops being so. */
public final class MalformedTextException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long byteOffset;

  MalformedTextException(String source, long byteOffset, byte malformed) {
    super(
        "not valid UTF-8 at byte offset "
            + byteOffset
            + " (0x"
            + HexFormat.of().toHexDigits(malformed)
            + "): "
            + source
            + "; convert it to UTF-8, or read it as bytes with --units byte");
    this.source = source;
    this.byteOffset = byteOffset;
  }

  /** The name of the text, as given by whoever opened it. */
  public String source() {
    return source;
  }

  /** Where the first malformed sequence begins, counted in bytes from 0. */
  public long byteOffset() {
    return byteOffset;
  }
}
