package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamedUtf8Test {
  private final StreamedUtf8 decoder = new StreamedUtf8();

  @Test
  void aCharacterAppearsWithItsLastByte() {
    byte[] smile = "🙂".getBytes(StandardCharsets.UTF_8);
    assertThat(decode(smile[0] & 0xFF, smile[1] & 0xFF, smile[2] & 0xFF)).isEmpty();
    assertThat(decode(smile[3] & 0xFF)).isEqualTo("🙂");
  }

  @Test
  void textOfWholeCharactersPassesUnchanged() {
    assertThat(decoder.decode("é".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
    assertThat(decoder.decode("a".getBytes(StandardCharsets.UTF_8))).isEqualTo("a");
  }

  @Test
  void bytesThatCannotBeTextAreSpelledOut() {
    assertThat(decode(0xFF, 'a', 0xC3, 'b')).isEqualTo("\\xffa\\xc3b");
  }

  @Test
  void anUnfinishedCharacterIsSpelledOutAtTheEnd() {
    assertThat(decode('a', 0xE2, 0x82)).isEqualTo("a");
    assertThat(decoder.end()).isEqualTo("\\xe2\\x82");
    assertThat(decode('b')).isEqualTo("b");
  }

  private String decode(int... bytes) {
    var text = new StringBuilder();
    for (int b : bytes) {
      text.append(decoder.decode(new byte[] {(byte) b}));
    }
    return text.toString();
  }
}
