package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final ProgressState MIDDLE =
      new ProgressState(2520, 6000, 1.234, 2.1042, 2.0513, 68_123, 92.3);
  private static final ProgressState START =
      new ProgressState(1, 6000, 0.001, Double.NaN, Double.NaN, 1000, Double.NaN);

  @Test
  void wordsSayEverything() {
    assertThat(ProgressLine.words(MIDDLE))
        .isEqualTo(
            "step 2,520 of 6,000 (42%), epoch 1.23, train 2.104 bits/char,"
                + " validation 2.051 bits/char, 68.1k chars/s, 1:32 left");
  }

  @Test
  void wordsLeaveOutWhatIsNotMeasured() {
    assertThat(ProgressLine.words(START))
        .isEqualTo("step 1 of 6,000 (0%), epoch 0.00, 1.00k chars/s, -:-- left");
  }

  @Test
  void aWideTerminalShowsABarAndEverything() {
    assertThat(ProgressLine.bar(MIDDLE, 120, new Style(false)))
        .isEqualTo(
            "━━━━━━━━━━──────────────   42%     1:32 left  train 2.104  validation 2.051 bits/char"
                + "  68.1k chars/s");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 79, 200})
  void theLineNeverExceedsTheTerminal(int width) {
    String line = ProgressLine.bar(MIDDLE, width, new Style(false));
    assertThat(line.length()).isLessThanOrEqualTo(width);
  }

  @Test
  void aNarrowTerminalKeepsWhatMattersMost() {
    assertThat(ProgressLine.bar(MIDDLE, 30, new Style(false))).contains("42%", "1:32 left", "━");
    assertThat(ProgressLine.bar(MIDDLE, 5, new Style(false))).contains("42%");
  }

  @Test
  void theBarStandsStillWhileNumbersChange() {
    assertThat(ProgressLine.bar(START, 80, new Style(false)))
        .hasSameSizeAs(ProgressLine.bar(MIDDLE, 80, new Style(false)));
  }

  @Test
  void colourIsUsedOnlyWhereWanted() {
    assertThat(ProgressLine.bar(MIDDLE, 100, new Style(false))).doesNotContain("\u001b");
    assertThat(ProgressLine.bar(MIDDLE, 100, new Style(true))).contains("\u001b[36m");
  }

  @Test
  void aFinishedBarIsFull() {
    var done = new ProgressState(6000, 6000, 3, 2, 2, 68_000, 0);
    assertThat(ProgressLine.bar(done, 120, new Style(false)))
        .startsWith("━".repeat(24) + "  100%     0:00 left");
  }
}
