package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingProgressTest {
  private static final TrainingProgress MIDDLE =
      new TrainingProgress(2520, 6000, 1.234, 2.1042, 2.0513, "char", "", 68_123, 92.3);
  private static final TrainingProgress START =
      new TrainingProgress(
          1, 6000, 0.001, Double.NaN, Double.NaN, "char", "", Double.NaN, Double.NaN);

  @Test
  void wordsSayEverything() {
    assertThat(MIDDLE.words())
        .isEqualTo(
            "step 2,520 of 6,000 (42%), epoch 1.23, train 2.104 bits/char,"
                + " validation 2.051 bits/char, 68.1k chars/s, 1:32 left");
  }

  @Test
  void wordsLeaveOutWhatIsNotMeasured() {
    assertThat(START.words()).isEqualTo("step 1 of 6,000 (0%), epoch 0.00, measuring speed");
  }

  @Test
  void aWideTerminalShowsABarAndEverything() {
    assertThat(bar(MIDDLE, 120, false))
        .isEqualTo(
            "━━━━━━━━━━──────────────   42%        1:32 left  train 2.104"
                + "  validation 2.051 bits/char  68.1k chars/s");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 79, 200})
  void theLineNeverExceedsTheTerminal(int width) {
    String line = bar(MIDDLE, width, false);
    assertThat(line.length()).isLessThanOrEqualTo(width);
  }

  @Test
  void eightyColumnsHaveRoomForBitsAndSpeed() {
    assertThat(bar(MIDDLE, 79, false))
        .endsWith("42%        1:32 left  validation 2.051 bits/char  68.1k chars/s");
    assertThat(bar(START, 79, false)).contains("measuring speed       train     - bits/char");
    assertThat(bar(MIDDLE, 60, false)).endsWith("1:32 left  validation 2.051 bits/char");
  }

  @Test
  void aNarrowTerminalKeepsWhatMattersMost() {
    assertThat(bar(MIDDLE, 30, false)).contains("42%", "1:32 left", "━");
    assertThat(bar(MIDDLE, 5, false)).contains("42%");
  }

  @Test
  void theBarStandsStillWhileNumbersChange() {
    assertThat(bar(START, 80, false)).hasSameSizeAs(bar(MIDDLE, 80, false));
  }

  @Test
  void colourIsUsedOnlyWhereWanted() {
    assertThat(bar(MIDDLE, 100, false)).doesNotContain("\u001b");
    assertThat(bar(MIDDLE, 100, true)).contains("\u001b[36m");
  }

  @Test
  void aFinishedBarIsFull() {
    var done = new TrainingProgress(6000, 6000, 3, 2, 2, "char", "", 68_000, 0);
    assertThat(bar(done, 120, false)).startsWith("━".repeat(24) + "  100%        0:00 left");
  }

  private static String bar(TrainingProgress progress, int width, boolean colored) {
    return progress.lines(width, new Style(colored)).getFirst();
  }
}
