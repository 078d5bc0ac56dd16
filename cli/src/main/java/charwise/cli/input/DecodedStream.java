package charwise.cli.input;

import charwise.engine.data.MalformedTextException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A text in any encoding, as UTF-8. It never waits for more input than the next character needs,
 * and reports bytes that the encoding does not have only when all before them has been read.
 */
final class DecodedStream extends InputStream {
  private static final int BUFFER_SIZE = 1 << 13;

  private final String source;
  private final InputStream in;
  private final Charset encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).flip();
  private final CharBuffer characters = CharBuffer.allocate(BUFFER_SIZE);
  private ByteBuffer decoded = ByteBuffer.allocate(0);
  private long bytesBefore;
  private boolean ended;
  private boolean flushed;

  /**
   * A text.
   *
   * @param source its name in messages
   * @param in its bytes, which are closed with this stream
   */
  DecodedStream(String source, InputStream in, Charset encoding) {
    this.source = source;
    this.in = in;
    this.encoding = encoding;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * Decodes more, at least one character.
   *
   * @return false at the end
   * @throws MalformedTextException if the next bytes are none of the encoding
   */
  private boolean fill() throws IOException {
    while (!flushed) {
      CoderResult result = decoder.decode(bytes, characters, ended);
      if (ended && result.isUnderflow()) {
        flushed = decoder.flush(characters).isUnderflow();
      }
      // Half of a pair of surrogates waits for the other half.
      boolean half =
          characters.position() > 0
              && Character.isHighSurrogate(characters.get(characters.position() - 1));
      int whole = characters.position() - (half ? 1 : 0);
      if (whole > 0) {
        characters.flip().limit(whole);
        decoded = StandardCharsets.UTF_8.encode(characters);
        characters.limit(whole + (half ? 1 : 0));
        characters.compact();
        return true;
      }
      if (result.isError()) {
        throw new MalformedTextException(
            source, encoding.name(), bytesBefore + bytes.position(), bytes.get(bytes.position()));
      }
      if (!ended) {
        readMore();
      }
    }
    return false;
  }

  /** Reads what is there behind the bytes that are still to be decoded. */
  private void readMore() throws IOException {
    bytesBefore += bytes.position();
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
  }

  @Override
  public int read() throws IOException {
    return decoded.hasRemaining() || fill() ? decoded.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length > 0 && !decoded.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(target, offset, count);
    return count;
  }

  /** The bytes that can be read without waiting: those decoded already, or else one at most. */
  @Override
  public int available() throws IOException {
    return decoded.hasRemaining() ? decoded.remaining() : Math.min(1, in.available());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
