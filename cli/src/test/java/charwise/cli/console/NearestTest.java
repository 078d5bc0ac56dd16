package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> OPTIONS =
      List.of("--hidden", "--layers", "--learning-rate", "--seed", "--steps");

  @Test
  void aMissingLetterIsForgiven() {
    assertThat(Nearest.to("--hiden", OPTIONS)).contains("--hidden");
  }

  @Test
  void swappedLettersAreOneMistake() {
    assertThat(Nearest.to("--sede", OPTIONS)).contains("--seed");
  }

  @Test
  void longWordsMayHaveMoreMistakes() {
    assertThat(Nearest.to("--lerning-rat", OPTIONS)).contains("--learning-rate");
  }

  @Test
  void nothingIsSuggestedForWhatIsFarFromEverything() {
    assertThat(Nearest.to("--quantum-flux", OPTIONS)).isEmpty();
  }
}
