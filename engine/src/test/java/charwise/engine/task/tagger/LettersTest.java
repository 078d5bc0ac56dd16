package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.task.tagger.Letters.Letter;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LettersTest {
  private static final Letters BOTH =
      new Letters(EnumSet.of(Restoration.CASE, Restoration.DIACRITICS));

  @ParameterizedTest
  @MethodSource("charwise.engine.task.tagger.Lines#losses")
  void everyCodePointComesBack(Set<Restoration> lost) {
    var letters = new Letters(lost);
    for (int unit = 0; unit <= Character.MAX_CODE_POINT; unit++) {
      Letter letter = letters.split(unit);
      if (Letters.compose(letter) != unit || !letters.isPossible(letter)) {
        assertThat(Letters.compose(letter)).as("U+%04X as %s", unit, letter).isEqualTo(unit);
        assertThat(letters.isPossible(letter)).as("U+%04X as %s", unit, letter).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A, a, true, ''",
    "É, e, true, \u0301",
    "ế, e, false, \u0302\u0301",
    "ç, c, false, \u0327",
    "İ, i, true, \u0307",
    "Σ, σ, true, ''",
    "ᾼ, α, true, \u0345",
    "ё, е, false, \u0308",
    "が, か, false, \u3099",
    "𐐀, 𐐨, true, ''"
  })
  void lettersLoseCaseAndMarks(String whole, String base, boolean upper, String marks) {
    assertThat(BOTH.split(whole.codePointAt(0)))
        .isEqualTo(new Letter(base.codePointAt(0), upper, marks));
  }

  /** Where the way back leads elsewhere, where letters become two, and where none is a letter. */
  @ParameterizedTest
  @CsvSource({
    "\u212A", "\u212B", "ẞ", "ß", "ſ", "ı", "ǅ", "ﬁ", "ł", "ø", "\u0958", "각", "≠", "中", "1", "ς"
  })
  void othersStayAsTheyAre(String whole) {
    int unit = whole.codePointAt(0);
    assertThat(BOTH.split(unit)).isEqualTo(new Letter(unit, false, ""));
  }

  @Test
  void whatIsNotAskedForStays() {
    var cases = new Letters(EnumSet.of(Restoration.CASE));
    var diacritics = new Letters(EnumSet.of(Restoration.DIACRITICS));
    assertThat(cases.split('É')).isEqualTo(new Letter('é', true, ""));
    assertThat(cases.split('İ')).isEqualTo(new Letter('İ', false, ""));
    assertThat(diacritics.split('É')).isEqualTo(new Letter('E', false, "\u0301"));
    assertThat(new Letters(Set.of()).split('É')).isEqualTo(new Letter('É', false, ""));
  }

  @Test
  void onlyLettersThatHaveItCanGetCaseOrMarks() {
    assertThat(BOTH.isPossible(new Letter('e', true, "\u0301"))).isTrue();
    assertThat(BOTH.isPossible(new Letter('t', false, "\u0301"))).isFalse();
    assertThat(BOTH.isPossible(new Letter('1', true, ""))).isFalse();
    assertThat(BOTH.isPossible(new Letter('E', true, ""))).isFalse();
    assertThat(BOTH.isPossible(new Letter('ſ', true, ""))).isFalse();
    assertThat(BOTH.isPossible(new Letter('é', false, "\u0302"))).isFalse();
    assertThat(BOTH.isPossible(new Letter('=', false, "\u0338"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "\u212A, true",
    "ẞ, true",
    "ǅ, true",
    "\u212B, true",
    "\u0301, true",
    "\u0958, true",
    "ł, false",
    "ß, false",
    "É, false",
    "e, false",
    "각, false",
    "≠, false"
  })
  void whatHasNoWayBackIsKnown(String whole, boolean left) {
    assertThat(BOTH.isLeftAlone(whole.codePointAt(0))).isEqualTo(left);
  }
}
