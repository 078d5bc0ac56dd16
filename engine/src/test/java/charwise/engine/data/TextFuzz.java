package charwise.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Any bytes as a text: read as the JDK's decoder reads them, or refused at the same byte. */
public final class TextFuzz {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private TextFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    readsAsTheDecoderDoes(input);
    linesEnd(input);
    assertThat(read(input, Units.BYTE, Items.NONE).bytes()).isEqualTo(input);
  }

  private static void readsAsTheDecoderDoes(byte[] input) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(input);
    CoderResult result = decoder.decode(bytes, CharBuffer.allocate(input.length), true);
    Corpus corpus;
    try {
      corpus = read(input, Units.CODEPOINT, Items.NONE);
    } catch (MalformedTextException e) {
      assertThat(result.isMalformed()).isTrue();
      assertThat(e.byteOffset()).isEqualTo(bytes.position());
      return;
    } catch (CorpusException e) {
      assertThat(withoutMark(input)).isEmpty();
      return;
    }
    assertThat(result.isUnderflow()).isTrue();
    assertThat(corpus.bytes()).isEqualTo(withoutMark(input));
  }

  private static byte[] withoutMark(byte[] input) {
    boolean marked = input.length >= 3 && Arrays.equals(Arrays.copyOf(input, 3), BYTE_ORDER_MARK);
    return marked ? Arrays.copyOfRange(input, 3, input.length) : input;
  }

  private static void linesEnd(byte[] input) throws IOException {
    byte[] lines = read(input, Units.BYTE, Items.LINE).bytes();
    for (int i = 0; i < lines.length; i++) {
      assertThat(lines[i] != '\n' || (i > 0 && lines[i - 1] != '\n')).isTrue();
    }
    assertThat(lines.length == 0 || lines[lines.length - 1] == '\n').isTrue();
  }

  private static Corpus read(byte[] input, Units units, Items items) throws IOException {
    CorpusBuilder builder =
        units == Units.BYTE ? Corpus.builder(allBytes()) : Corpus.builder(units);
    return builder.items(items).add("input", new ByteArrayInputStream(input)).build();
  }

  private static Vocabulary allBytes() {
    int[] all = new int[256];
    Arrays.setAll(all, i -> i);
    return Vocabulary.of(Units.BYTE, all);
  }
}
