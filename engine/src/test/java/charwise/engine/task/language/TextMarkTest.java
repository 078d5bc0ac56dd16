package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.training.SmallRuns;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextMarkTest {
  private static final TextMark MARK = new TextMark(7, Units.CODEPOINT, 900, 100);

  @Test
  void tellsWhichUnitsTheTextWasReadBy() {
    assertDifference(
        new TextMark(8, Units.BYTE, 950, 105), "its text was read by codepoint, not by byte");
  }

  @Test
  void tellsHowMuchOfTheSameTextWasForValidation() {
    assertDifference(
        new TextMark(8, Units.CODEPOINT, 800, 200),
        "its text had 100 of 1000 characters for validation, not 200");
  }

  @Test
  void tellsTheLengthsOfOtherTexts() {
    assertDifference(
        new TextMark(8, Units.CODEPOINT, 1000, 30),
        "its text had 900 characters to train on and 100 for validation, not 1000 and 30");
  }

  @Test
  void tellsThatTheLengthIsTheSame() {
    assertDifference(
        new TextMark(8, Units.CODEPOINT, 900, 100),
        "it was made of another text of the same length");
  }

  @Test
  void textOfTheSameFingerprintAndUnitsMatches() {
    assertThat(MARK.matches(MARK)).isTrue();
    assertThat(MARK.matches(new TextMark(7, Units.BYTE, 900, 100))).isFalse();
  }

  @Test
  void comesBackFromMetadata() throws IOException {
    TextMark mark = TextMark.of(SmallRuns.text(Items.LINE, Units.BYTE));
    Map<String, String> metadata = new HashMap<>();
    mark.addTo(metadata);

    assertThat(TextMark.of(metadata)).isEqualTo(mark);
  }

  @Test
  void theFingerprintAloneIsEnough() {
    TextMark mark = TextMark.of(Map.of("text", "-7"));

    assertThat(mark.matches(new TextMark(-7, Units.BYTE, 900, 100))).isTrue();
    assertThat(mark.difference(MARK)).isEqualTo("it was made of another text");
  }

  @Test
  void otherMetadataIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> TextMark.of(Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextMark.of(Map.of("text", "7", "text_units", "word")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextMark.of(Map.of("text", "7", "train_length", "many")));
  }

  private static void assertDifference(TextMark now, String difference) {
    assertThat(MARK.matches(now)).isFalse();
    assertThat(MARK.difference(now)).isEqualTo(difference);
  }
}
