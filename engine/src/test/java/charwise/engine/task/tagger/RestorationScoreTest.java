package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RestorationScoreTest {
  @Test
  void caseIsCountedByUnitsWordsAndLines() {
    Scored scored = new Scored(EnumSet.of(Restoration.CASE), "Ab cd EF", "gh I");
    scored.guess("Ab cd EF", "Ab Cd eF");
    scored.guess("gh I", "gh I");
    assertThat(scored.score.lines()).isEqualTo(2);
    assertThat(scored.score.unitAccuracy()).isEqualTo(10.0 / 12);
    assertThat(scored.score.wordAccuracy()).isEqualTo(3.0 / 5);
    assertThat(scored.score.lineAccuracy()).isEqualTo(1.0 / 2);
    assertThat(scored.score.changedWords()).isEqualTo(new Retrieval(2, 4, 3));
    assertThat(scored.score.gaps()).isEqualTo(Retrieval.NONE);
  }

  /** A word is right if both its ends are, a gap if it is the same. */
  @Test
  void spacesAreCountedByGapsAndWords() {
    Scored scored = new Scored(EnumSet.of(Restoration.SPACES), "ab cd ef gh", "ab  cd");
    scored.guess("ab cd ef gh", "ab cdef g h");
    assertThat(scored.score.wordAccuracy()).isEqualTo(1.0 / 4);
    assertThat(scored.score.gaps()).isEqualTo(new Retrieval(2, 3, 3));
    assertThat(scored.score.unitAccuracy()).isEqualTo(6.0 / 8);
    scored.guess("ab  cd", "ab cd");
    assertThat(scored.score.wordAccuracy()).isEqualTo(3.0 / 6);
    assertThat(scored.score.gaps()).isEqualTo(new Retrieval(2, 4, 4));
    assertThat(scored.score.lineAccuracy()).isZero();
    assertThat(scored.score.changedWords()).isEqualTo(Retrieval.NONE);
  }

  @Test
  void punctuationBelongsToTheWordThatItTouches() {
    Scored scored =
        new Scored(
            EnumSet.of(Restoration.SPACES, Restoration.PUNCTUATION),
            "“Yes”, he said.",
            "Yes he said.",
            "“Yes”, “he” said");
    scored.guess("“Yes”, he said.", "Yes he said.");
    assertThat(scored.score.wordAccuracy()).isEqualTo(2.0 / 3);
    scored.guess("“Yes”, he said.", "“Yes”, “he” said");
    assertThat(scored.score.wordAccuracy()).isEqualTo(3.0 / 6);
    assertThat(scored.score.gaps()).isEqualTo(new Retrieval(2 + 1, 3 + 3, 4 + 4));
  }

  @Test
  void wordsOfNothingButPunctuationAreWordsToo() {
    Scored scored =
        new Scored(
            EnumSet.of(Restoration.SPACES, Restoration.PUNCTUATION), "a — b", "a — c b", "a, b");
    scored.guess("a — b", "a, b");
    assertThat(scored.score.wordAccuracy()).isEqualTo(1.0 / 3);
    scored.guess("a — b", "a — b");
    assertThat(scored.score.wordAccuracy()).isEqualTo(4.0 / 6);
  }

  @Test
  void allOfNothingIsRight() {
    Scored scored = new Scored(EnumSet.of(Restoration.CASE), "");
    assertThat(scored.score.unitAccuracy()).isOne();
    scored.guess("", "");
    assertThat(scored.score.wordAccuracy()).isOne();
    assertThat(scored.score.lineAccuracy()).isOne();
  }

  @ParameterizedTest
  @MethodSource("charwise.engine.task.tagger.Lines#losses")
  void theRightTagsAreRightAndNoneAreNotBetter(Set<Restoration> lost) {
    String[] lines = Lines.random(10, 300).stream().map(Lines::text).toArray(String[]::new);
    Scored right = new Scored(lost, lines);
    Scored unchanged = new Scored(lost, lines);
    for (String line : lines) {
      right.guess(line, line);
      TaggedLine question = unchanged.restorer.question(Lines.units(line));
      unchanged.score.add(question, new int[question.units().length]);
    }
    assertThat(right.score.wordAccuracy()).isOne();
    assertThat(right.score.lineAccuracy()).isOne();
    Retrieval changed = right.score.changedWords();
    assertThat(changed.right()).isEqualTo(changed.guessed()).isEqualTo(changed.there());
    assertThat(unchanged.score.changedWords()).isEqualTo(new Retrieval(0, 0, changed.there()));
    assertThat(unchanged.score.gaps()).isEqualTo(new Retrieval(0, 0, right.score.gaps().there()));
    assertThat(unchanged.score.wordAccuracy()).isLessThanOrEqualTo(1);
  }

  /** Lines whose tags are all known. */
  private static final class Scored {
    private final Restorer restorer;
    private final RestorationScore score;

    Scored(Set<Restoration> lost, String... lines) {
      var counter = new TagCounter(lost);
      List.of(lines).forEach(line -> counter.add(Lines.units(line)));
      counter.add(Lines.units("AB CD EF ab  cd"));
      TagSet tags = counter.tags(1, TagSet.MAXIMUM_SIZE);
      restorer = new Restorer(lost, tags);
      score = new RestorationScore(restorer, tags);
    }

    void guess(String text, String guess) {
      TaggedLine right = restorer.question(Lines.units(text));
      TaggedLine guessed = restorer.question(Lines.units(guess));
      assertThat(guessed.units()).isEqualTo(right.units());
      score.add(right, guessed.tags());
    }
  }
}
