package charwise.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class GeneratedTextTest {
  private static final Catalogue CATALOGUE = new Catalogue(name -> "");

  static Stream<GeneratedText> generated() {
    return CATALOGUE.texts().stream()
        .filter(GeneratedText.class::isInstance)
        .map(GeneratedText.class::cast);
  }

  /**
   * The first 10,000 characters, to the byte; those of dates as the locale data of Java 25 have
   * them.
   */
  @ParameterizedTest
  @CsvSource({
    "recall, abf05da57f5ed14c443280dcd60092f52886f8b1602d18ca20073e5851bc8a27",
    "brackets, 81c93a7d84f12584f265839125362384a144766defe1f57a05ed8e2da729280d",
    "addition, c56c0b21161b5161a06932fd9971cbce8ebd4eb2bc4e1337e77665bcd14f305b",
    "dates, 8e797679731c44938613e87fa0804ac1e82e0df6404a035a117fad16498dbd53",
    "abc, 1db34814d6e9efea6e5f8e5a129f784a82bc5d562171465a94b66d3bc4dffeb4",
    "dna, 65f82633990c19440f410269be792f427747bb851f625c6d3a07b49351ff29ce",
    "markov, b89c13fcd1f3f95a85205934abbfabfe180efcb99d056767340bbce282409a05",
    "copy, 0f79467a20b3dacb7d104a901f2b0325e6fd8357bffdce69409cc39356a2b02b",
    "reverse, 0977de2346403b48ede3c0525cedd1e77f1ad12b64ec05f0a45eb07d09cd15c9",
    "lookahead, c2d2dfca8d2fb78566727206085af7cb47c8c0a3a6fceccc18fe0ad53b8fd9b9",
    "stretched, 161e3ef8f2615713ec996553fef19f2de5de06b47a4756b3b5b8b147252214c2"
  })
  void aTextIsTheSameToTheByte(String name, String sha256)
      throws IOException, NoSuchAlgorithmException {
    GeneratedText text = (GeneratedText) CATALOGUE.find(name).orElseThrow();
    try (InputStream in = text.open(11_000, 42)) {
      String beginning = Texts.string(in).substring(0, 10_000);
      assertThat(beginning.codePointCount(0, 10_000)).isEqualTo(10_000);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(beginning.getBytes(UTF_8));
      assertThat(HexFormat.of().formatHex(hash)).as(beginning).isEqualTo(sha256);
    }
  }

  @Test
  void everyGeneratedTextIsHeldToItsBytes() {
    assertThat(generated().map(GeneratedText::name))
        .containsExactly(
            "recall",
            "brackets",
            "abc",
            "dna",
            "markov",
            "addition",
            "dates",
            "copy",
            "reverse",
            "lookahead",
            "stretched");
  }

  @ParameterizedTest
  @MethodSource("generated")
  void aLongerTextBeginsWithAShorterOne(GeneratedText text) throws IOException {
    String whole = read(text, 30_000, 3);
    assertThat(whole).startsWith(read(text, 10_000, 3)).startsWith(read(text, 1, 3));
    assertThat(read(text, 10_000, 4)).isNotEqualTo(read(text, 10_000, 3));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void theSizeIsReachedWithAWholeItem(GeneratedText text) throws IOException {
    ItemGenerator generator = text.maker().start(5);
    var items = new StringBuilder();
    while (items.codePointCount(0, items.length()) < 5_000) {
      generator.next(items);
    }
    assertThat(read(text, 5_000, 5)).isEqualTo(items.toString());
  }

  @ParameterizedTest
  @MethodSource("generated")
  void aTextWithoutEndIsMadeWhileItIsRead(GeneratedText text) throws IOException {
    try (InputStream in = text.open(Long.MAX_VALUE, 1)) {
      assertThat(in.readNBytes(100_000)).hasSize(100_000);
      assertThat(in.read()).isNotNegative();
    }
  }

  @ParameterizedTest
  @MethodSource("generated")
  void aTextOfNoSizeIsEmpty(GeneratedText text) throws IOException {
    assertThat(read(text, 0, 1)).isEmpty();
  }

  private static String read(GeneratedText text, long size, long seed) throws IOException {
    try (InputStream in = text.open(size, seed)) {
      return Texts.string(in);
    }
  }
}
