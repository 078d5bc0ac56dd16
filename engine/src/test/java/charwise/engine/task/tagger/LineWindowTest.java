package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineWindowTest {
  private static final int[] SENTENCE =
      Lines.units("It was a bright cold day in April, and the clocks were striking thirteen.");

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 1", "7, 3", "20, 5", "33, 16", "72, 10", "73, 10", "100, 49"})
  void everyUnitIsAnsweredOnceInOrder(int size, int context) {
    for (int length = 0; length <= SENTENCE.length; length++) {
      int answered = 0;
      for (LineWindow window : LineWindow.of(Arrays.copyOf(SENTENCE, length), size, context)) {
        assertThat(window.first()).isEqualTo(answered);
        assertThat(window.last()).isGreaterThan(answered);
        assertThat(window.end() - window.start()).isLessThanOrEqualTo(size);
        assertThat(window.start()).isEqualTo(Math.max(0, window.first() - context));
        assertThat(window.end())
            .isEqualTo(
                window.last() == length ? length : Math.min(length, window.last() + context));
        answered = window.last();
      }
      assertThat(answered).isEqualTo(length);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "7, 3", "20, 5", "33, 16", "50, 10"})
  void everyUnitIsAnsweredWhereItHasTheMostContext(int size, int context) {
    List<LineWindow> windows = LineWindow.of(SENTENCE, size, context);
    for (int unit = 0; unit < SENTENCE.length; unit++) {
      int at = unit;
      int most = windows.stream().mapToInt(window -> context(window, at)).max().orElseThrow();
      LineWindow own =
          windows.stream()
              .filter(window -> window.first() <= at && at < window.last())
              .findFirst()
              .orElseThrow();
      assertThat(context(own, unit)).isEqualTo(most).isGreaterThanOrEqualTo(context);
    }
  }

  /** Units on the side where a window has fewer; where the line ends there is nothing to miss. */
  private static int context(LineWindow window, int unit) {
    if (unit < window.start() || unit >= window.end()) {
      return -1;
    }
    int left = window.start() == 0 ? SENTENCE.length : unit - window.start();
    int right = window.end() == SENTENCE.length ? SENTENCE.length : window.end() - 1 - unit;
    return Math.min(left, right);
  }

  @Test
  void linesAreCutBehindSpaces() {
    assertThat(answered("aaaa bbbb cccc dddd", 11, 0)).containsExactly("aaaa bbbb ", "cccc dddd");
    assertThat(answered("aaaaaa, bbbbbb", 9, 0)).containsExactly("aaaaaa, ", "bbbbbb");
  }

  @Test
  void withoutSpacesLinesAreCutBehindWhatIsNoLetter() {
    assertThat(answered("aaaa-bbb2bb", 6, 0)).containsExactly("aaaa-", "bbb2bb");
    assertThat(answered("aaa-aa-bbb.bbbb", 8, 0)).containsExactly("aaa-aa-", "bbb.bbbb");
  }

  @Test
  void withoutEitherTheyAreCutAnywhere() {
    assertThat(answered("abcdefghij", 4, 0)).containsExactly("abcd", "efgh", "ij");
    assertThat(answered("a bcdefghij", 8, 0)).containsExactly("a bcdefg", "hij");
  }

  @Test
  void aLineThatFitsIsNotCut() {
    assertThat(LineWindow.of(SENTENCE, SENTENCE.length, 20))
        .containsExactly(new LineWindow(0, SENTENCE.length, 0, SENTENCE.length));
    assertThat(LineWindow.of(new int[0], 10, 2)).isEmpty();
  }

  @Test
  void whereALineIsCutDoesNotDependOnWhatComesLater() {
    for (int length = 40; length <= SENTENCE.length; length++) {
      assertThat(LineWindow.next(Arrays.copyOf(SENTENCE, length), 15, 24, 5))
          .isEqualTo(LineWindow.next(SENTENCE, 15, 24, 5));
    }
  }

  @Test
  void aWindowWithoutRoomIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> LineWindow.of(SENTENCE, 10, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> LineWindow.of(SENTENCE, 10, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LineWindow.of(SENTENCE, 10, Integer.MAX_VALUE));
  }

  private static List<String> answered(String line, int size, int context) {
    int[] units = Lines.units(line);
    return LineWindow.of(units, size, context).stream()
        .map(window -> Lines.text(Arrays.copyOfRange(units, window.first(), window.last())))
        .toList();
  }
}
