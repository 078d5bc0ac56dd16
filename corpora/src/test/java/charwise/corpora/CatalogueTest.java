package charwise.corpora;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogueTest {

  /** Seeds promise the same weights everywhere, so the text may not change by a single byte. */
  @ParameterizedTest
  @CsvSource({
    "curiosity-shop, 77, 059df691c3ac0fee61871e2bcbb1e409abbc6489144fe48383740cbf34181b2b",
    "macbeth, 65, 94d9be783439dc72cb1ec1e2995bbd542672cb60f2dc41e8d106367dd76d6624"
  })
  void aTextIsTheSameToTheByte(String name, int distinctCharacters, String sha256)
      throws IOException, NoSuchAlgorithmException {
    BuiltInText text = Catalogue.find(name).orElseThrow();
    byte[] bytes = read(text);

    assertThat(new String(bytes, UTF_8).codePoints().distinct()).hasSize(distinctCharacters);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(sha256);
  }

  @ParameterizedTest
  @MethodSource("charwise.corpora.Catalogue#texts")
  void theCatalogueStatesTheLengthOfEachText(BuiltInText text) throws IOException {
    assertThat(new String(read(text), UTF_8).codePoints().count()).isEqualTo(text.characters());
  }

  @ParameterizedTest
  @MethodSource("charwise.corpora.Catalogue#texts")
  void aTextHasNeitherByteOrderMarkNorCarriageReturns(BuiltInText text) throws IOException {
    assertThat(new String(read(text), UTF_8)).doesNotContain("\uFEFF", "\r");
  }

  @ParameterizedTest
  @MethodSource("charwise.corpora.Catalogue#texts")
  void aTextIsFoundByItsName(BuiltInText text) {
    assertThat(Catalogue.find(text.name())).contains(text);
  }

  @Test
  void namesAreUnique() {
    assertThat(Catalogue.texts()).extracting(BuiltInText::name).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(Catalogue.find("Macbeth")).isEmpty();
  }

  @Test
  void theDefaultIsTheNovel() {
    assertThat(Catalogue.defaultText().name()).isEqualTo("curiosity-shop");
  }

  @Test
  void aTextThatTheInstallationLacksIsNamed() {
    var missing = new BuiltInText("lost", "Lost", 1, "none", "nowhere", "none");

    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(missing::open)
        .withMessageContaining("lost.txt");
  }

  private static byte[] read(BuiltInText text) throws IOException {
    try (var stream = text.open()) {
      return stream.readAllBytes();
    }
  }
}
