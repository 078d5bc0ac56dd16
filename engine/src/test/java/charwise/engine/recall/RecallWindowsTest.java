package charwise.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecallWindowsTest {
  private static final int BATCH = 6;
  private static final int LONGEST = 100;
  private static final int WINDOWS = 30;

  private final RecallItems items = new LetterItems();
  private final Vocabulary vocabulary = items.vocabulary();
  private final int timeSteps = RecallWindows.timeSteps(items, LONGEST);
  private final int[] inputs = new int[timeSteps * BATCH];
  private final int[] targets = new int[timeSteps * BATCH];
  private final boolean[] resets = new boolean[timeSteps * BATCH];
  private final float[] weights = new float[timeSteps * BATCH];

  private RecallWindows windows(long seed) {
    return new RecallWindows(items, LONGEST, BATCH, WINDOWS, seed);
  }

  private String stream(long window, long seed, int n) {
    windows(seed).fill(window, inputs, targets, resets, weights);
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < timeSteps; t++) {
      text.appendCodePoint(vocabulary.unit(targets[t * BATCH + n]));
    }
    return text.toString();
  }

  @Test
  void aStreamIsItemsOneAfterTheOther() {
    for (int n = 0; n < BATCH; n++) {
      String text = stream(WINDOWS - 1, 3, n);
      assertThat(text).matches("([A-D]\\.+\\?[a-d]\n)+([A-D]?|[A-D]\\.*\\??[a-d]?)");
      text.lines()
          .filter(line -> line.endsWith("a") || line.endsWith("d"))
          .forEach(line -> assertThat(line).startsWith(line.endsWith("a") ? "A" : "D"));
    }
  }

  @Test
  void everyItemBeginsAtTheZeroStateAfterALineFeed() {
    windows(3).fill(7, inputs, targets, resets, weights);
    int lineFeed = vocabulary.id('\n');
    for (int row = 0; row < inputs.length; row++) {
      boolean begins = row < BATCH || targets[row - BATCH] == lineFeed;
      assertThat(resets[row]).isEqualTo(begins);
      assertThat(inputs[row]).isEqualTo(begins ? lineFeed : targets[row - BATCH]);
    }
  }

  @Test
  void answersTogetherWeighAsMuchAsAllTheRest() {
    windows(3).fill(WINDOWS - 1, inputs, targets, resets, weights);
    int question = vocabulary.id('?');
    double answers = 0;
    double rest = 0;
    for (int row = 0; row < inputs.length; row++) {
      if (inputs[row] == question) {
        answers += weights[row];
      } else {
        rest += weights[row];
      }
    }
    assertThat(answers).isCloseTo(0.5 * inputs.length, within(0.01));
    assertThat(rest).isCloseTo(0.5 * inputs.length, within(0.01));
  }

  @Test
  void theLongestLagGrowsByStages() {
    RecallWindows windows = new RecallWindows(items, 1000, BATCH, 100, 1);
    assertThat(LongStream.range(0, 100).mapToObj(windows::stageLag).distinct())
        .containsExactly(10, 32, 100, 316, 1000);
    assertThat(windows.stageLag(79)).isEqualTo(316);
    assertThat(windows.stageLag(80)).isEqualTo(1000);
    assertThat(new RecallWindows(items, 4, BATCH, 100, 1).stageLag(0)).isEqualTo(4);
  }

  @Test
  void windowsDependOnSeedAndNumberAlone() {
    windows(5).fill(9, inputs, targets, resets, weights);
    int[] before = targets.clone();
    RecallWindows again = windows(5);
    again.fill(4, inputs, targets, resets, weights);
    Set<String> different = new HashSet<>(Set.of(Arrays.toString(targets)));
    again.fill(9, inputs, targets, resets, weights);
    assertThat(targets).isEqualTo(before);
    different.add(Arrays.toString(targets));
    windows(6).fill(9, inputs, targets, resets, weights);
    different.add(Arrays.toString(targets));
    assertThat(different).hasSize(3);
  }
}
