package charwise.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogueTest {
  private static final Catalogue CATALOGUE = new Catalogue(name -> "");

  static Stream<BuiltInText> builtIn() {
    return CATALOGUE.texts().stream()
        .filter(BuiltInText.class::isInstance)
        .map(BuiltInText.class::cast);
  }

  /** Seeds promise the same weights everywhere, so the text may not change by a single byte. */
  @ParameterizedTest
  @CsvSource({
    "curiosity-shop, 77, 059df691c3ac0fee61871e2bcbb1e409abbc6489144fe48383740cbf34181b2b",
    "macbeth, 65, 94d9be783439dc72cb1ec1e2995bbd542672cb60f2dc41e8d106367dd76d6624"
  })
  void aTextIsTheSameToTheByte(String name, int distinctCharacters, String sha256)
      throws IOException, NoSuchAlgorithmException {
    NamedText text = CATALOGUE.find(name).orElseThrow();
    byte[] bytes = read(text);

    assertThat(new String(bytes, UTF_8).codePoints().distinct()).hasSize(distinctCharacters);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(sha256);
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void theCatalogueStatesTheLengthOfEachText(BuiltInText text) throws IOException {
    assertThat(new String(read(text), UTF_8).codePoints().count()).isEqualTo(text.characters());
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void aTextHasNeitherByteOrderMarkNorCarriageReturns(BuiltInText text) throws IOException {
    assertThat(new String(read(text), UTF_8)).doesNotContain("\uFEFF", "\r");
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void aTextIsFoundByItsName(BuiltInText text) {
    assertThat(CATALOGUE.find(text.name())).contains(text);
  }

  @Test
  void namesAreUnique() {
    assertThat(CATALOGUE.texts()).extracting(NamedText::name).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(CATALOGUE.find("Macbeth")).isEmpty();
  }

  @Test
  void theDefaultIsTheNovel() {
    assertThat(Catalogue.defaultText().name()).isEqualTo("curiosity-shop");
  }

  @Test
  void aTextThatTheInstallationLacksIsNamed() {
    var missing = new BuiltInText("lost", 1, "none", "nowhere", "none");

    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(missing::open)
        .withMessageContaining("lost.txt");
  }

  private static byte[] read(NamedText text) throws IOException {
    try (var stream = text.open()) {
      return stream.readAllBytes();
    }
  }
}
