package charwise.engine.data;

import java.io.IOException;
import java.util.HexFormat;

/** A text with bytes that its encoding does not have, and the place where it stops being valid. */
public final class MalformedTextException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final String UTF_8 = "UTF-8";

  private final String source;
  private final String encoding;
  private final long byteOffset;
  private final String remedy;

  /**
   * A text that is not valid.
   *
   * @param source its name
   * @param encoding the name of what it is read as
   * @param byteOffset where the first malformed sequence begins, counted in bytes from 0
   * @param malformed its first byte
   */
  public MalformedTextException(String source, String encoding, long byteOffset, byte malformed) {
    this(
        source,
        encoding,
        byteOffset,
        HexFormat.of().toHexDigits(malformed),
        remedy(encoding, byteOffset, malformed));
  }

  private MalformedTextException(
      String source, String encoding, long byteOffset, String digits, String remedy) {
    super(
        problem(encoding, byteOffset)
            + " (0x"
            + digits
            + "): "
            + source
            + "; "
            + remedy
            + (encoding.equals(UTF_8) ? ", or read it as bytes with --units byte" : ""));
    this.source = source;
    this.encoding = encoding;
    this.byteOffset = byteOffset;
    this.remedy = remedy;
  }

  MalformedTextException(String source, long byteOffset, byte malformed) {
    this(source, UTF_8, byteOffset, malformed);
  }

  private static String problem(String encoding, long byteOffset) {
    return "not valid " + encoding + " at byte offset " + byteOffset;
  }

  private static String remedy(String encoding, long byteOffset, byte malformed) {
    boolean byteOrderMark =
        byteOffset == 0 && (malformed == (byte) 0xFF || malformed == (byte) 0xFE);
    return !encoding.equals(UTF_8)
        ? "name another encoding with --encoding"
        : byteOrderMark
            ? "it begins as UTF-16 does: add --encoding utf-16"
            : "name its encoding with --encoding";
  }

  /** The name of the text, as given by whoever opened it. */
  public String source() {
    return source;
  }

  /** What is wrong, in a few words without the text's name. */
  public String problem() {
    return problem(encoding, byteOffset);
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Where the first malformed sequence begins, counted in bytes from 0. */
  public long byteOffset() {
    return byteOffset;
  }
}
