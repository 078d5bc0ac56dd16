package charwise.cli.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decodes bytes as UTF-8 while they arrive. A character appears when its last byte is there; a byte
 * that is not part of one appears as {@code \xNN}.
 */
public final class StreamedUtf8 {
  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer waiting = ByteBuffer.allocate(2 * LONGEST_CHARACTER);

  /**
   * The characters that are complete after {@code bytes}, at most {@value #LONGEST_CHARACTER} of
   * them.
   */
  public String decode(byte[] bytes) {
    waiting.put(bytes);
    return decode(false);
  }

  /** The rest at the end of the text. */
  public String end() {
    String rest = decode(true);
    decoder.reset();
    waiting.clear();
    return rest;
  }

  private String decode(boolean atEnd) {
    var text = new StringBuilder();
    CharBuffer characters = CharBuffer.allocate(waiting.capacity());
    waiting.flip();
    CoderResult result = decoder.decode(waiting, characters, atEnd);
    while (result.isMalformed()) {
      text.append(characters.flip());
      characters.clear();
      for (int i = 0; i < result.length(); i++) {
        text.append(String.format(Locale.ROOT, "\\x%02x", waiting.get() & 0xFF));
      }
      result = decoder.decode(waiting, characters, atEnd);
    }
    waiting.compact();
    return text.append(characters.flip()).toString();
  }
}
