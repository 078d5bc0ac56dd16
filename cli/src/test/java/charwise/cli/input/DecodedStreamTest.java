package charwise.cli.input;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.data.MalformedTextException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecodedStreamTest {
  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-15", "windows-1252", "UTF-16", "UTF-16LE", "UTF-32", "GB18030"})
  void aTextIsTheSameInAnyEncodingThatHasIt(String name) throws IOException {
    Charset encoding = Charset.forName(name);
    String text = "Müßig kostet’s 3 €\n".replace("’", name.startsWith("ISO") ? "'" : "’");
    assertThat(read(text.repeat(2000).getBytes(encoding), encoding)).isEqualTo(text.repeat(2000));
    assertThat(read(new byte[0], encoding)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-32LE", "GB18030"})
  void pairsOfSurrogatesStayTogetherWhereverABufferEnds(String name) throws IOException {
    Charset encoding = Charset.forName(name);
    for (String before : new String[] {"", "a", "ab", "abc"}) {
      String text = before + "😀".repeat(10_000);
      assertThat(read(text.getBytes(encoding), encoding)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252, 61628163, 2, 81",
    "US-ASCII, 61E9, 1, e9",
    "UTF-16LE, 610000D86200, 2, 00",
    "UTF-16LE, 6100620063, 4, 63",
    "Shift_JIS, 6182, 1, 82"
  })
  void whatTheEncodingDoesNotHaveIsNamedByItsOffset(
      String name, String hex, int offset, String malformed) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    var stream = new DecodedStream("t", new ByteArrayInputStream(bytes), Charset.forName(name));
    assertThat(new String(stream.readNBytes(1), UTF_8)).isEqualTo("a");
    assertThatThrownBy(stream::readAllBytes)
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "not valid %s at byte offset %d (0x%s): t; name another encoding with --encoding"
                .formatted(name, offset, malformed));
  }

  @Test
  void offsetsAreCountedBeyondTheFirstBuffer() {
    byte[] bytes = ("a".repeat(100_000) + "\u0081").getBytes(Charset.forName("ISO-8859-1"));
    assertThatThrownBy(() -> read(bytes, Charset.forName("windows-1252")))
        .hasMessageContaining("byte offset 100000 ");
  }

  @Test
  void whatHasComeIsReadWithoutWaitingForMore() throws IOException {
    try (var pipe = new PipedOutputStream();
        var stream = new DecodedStream("t", new PipedInputStream(pipe), UTF_16LE)) {
      assertThat(stream.available()).isZero();
      pipe.write("Größe\n".getBytes(UTF_16LE));
      assertThat(stream.available()).isPositive();
      assertThat(new String(stream.readNBytes(8), UTF_8)).isEqualTo("Größe\n");
      assertThat(stream.available()).isZero();
    }
  }

  private static String read(byte[] bytes, Charset encoding) throws IOException {
    try (InputStream in = new DecodedStream("t", new ByteArrayInputStream(bytes), encoding)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
