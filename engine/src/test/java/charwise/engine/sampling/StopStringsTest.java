package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopStringsTest {
  private static final Vocabulary AB = Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b'});

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsWhatAPlainSearchFinds(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      List<String> stops =
          IntStream.range(0, random.nextInt(1, 4)).mapToObj(i -> text(random, 1, 6)).toList();
      String text = text(random, 0, 40);
      StopStrings.Search search = new StopStrings(stops, AB).search();
      for (int end = 1; end <= text.length(); end++) {
        String read = text.substring(0, end);

        assertThat(search.read(AB.id(text.charAt(end - 1))))
            .as("%s in %s", stops, read)
            .isEqualTo(longest(stops, read, true));
        assertThat(search.pending())
            .as("%s begun in %s", stops, read)
            .isEqualTo(longest(stops, read, false));
      }
    }
  }

  @Test
  void copiesGoOnByThemselves() {
    StopStrings.Search search = new StopStrings(List.of("ab"), AB).search();
    search.read(0);
    StopStrings.Search copy = search.copy();

    assertThat(search.read(0)).isZero();
    assertThat(copy.read(1)).isEqualTo(2);
  }

  @Test
  void comparesBytesWhereUnitsAreBytes() {
    Vocabulary bytes = Vocabulary.of(Units.BYTE, new int[] {0xA9, 0xC3});
    StopStrings.Search search = new StopStrings(List.of("é"), bytes).search();

    assertThat(search.read(1)).isZero();
    assertThat(search.pending()).isEqualTo(1);
    assertThat(search.read(0)).isEqualTo(2);
  }

  @Test
  void aStringThatTheVocabularyCanNotWriteNeverComesUp() {
    StopStrings.Search search = new StopStrings(List.of("ac", "c"), AB).search();

    assertThat(search.read(0)).isZero();
    assertThat(search.pending()).isZero();
  }

  @Test
  void refusesAnEmptyString() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StopStrings(List.of("a", ""), AB))
        .withMessage("a stop string must not be empty");
  }

  /** The longest stop string, or beginning of one, that the text ends with. */
  private static int longest(List<String> stops, String text, boolean whole) {
    int longest = 0;
    for (String stop : stops) {
      for (int length = whole ? stop.length() : 1; length <= stop.length(); length++) {
        if (text.endsWith(stop.substring(0, length))) {
          longest = Math.max(longest, length);
        }
      }
    }
    return longest;
  }

  private static String text(SplittableRandom random, int least, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(least, most + 1); length > 0; length--) {
      text.append(random.nextBoolean() ? 'a' : 'b');
    }
    return text.toString();
  }
}
