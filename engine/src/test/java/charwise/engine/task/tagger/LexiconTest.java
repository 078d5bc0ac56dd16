package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LexiconTest {
  private static final Set<Restoration> LETTERS =
      EnumSet.of(Restoration.CASE, Restoration.DIACRITICS);
  private static final Set<Restoration> SPACES = EnumSet.of(Restoration.SPACES);
  private static final Set<Restoration> ALL_BUT_MARKS =
      EnumSet.of(Restoration.CASE, Restoration.SPACES, Restoration.PUNCTUATION);

  @Test
  void aWordBecomesWhatItMostOftenIs() {
    List<String> text =
        List.of("he met Anna where the rose grew", "a Rose, a rose, a rose à Paris", "à la plage");
    assertThat(answer(LETTERS, text, "anna saw the rose in paris, a plage"))
        .isEqualTo("Anna saw the rose in paris, a plage");
    assertThat(answer(LETTERS, text, "a paris a rose")).isEqualTo("a Paris a rose");
    assertThat(answer(LETTERS, List.of("l'été à l'été"), "a l'ete")).isEqualTo("à l'été");
  }

  /** A word that begins the line is looked up among those that did. */
  @Test
  void beginningsAreApart() {
    List<String> text = List.of("The end of the road", "the road", "The sea");
    assertThat(answer(LETTERS, text, "the road and the sea")).isEqualTo("The road and the sea");
    assertThat(answer(LETTERS, text, "road")).isEqualTo("road");
  }

  @Test
  void ofEquallyFrequentFormsTheOneMetFirstCounts() {
    assertThat(answer(LETTERS, List.of("x May", "x may"), "x may")).isEqualTo("x May");
    assertThat(answer(LETTERS, List.of("x may", "x May"), "x may")).isEqualTo("x may");
    assertThat(answer(LETTERS, List.of("x may", "x MAY", "x May May"), "x may")).isEqualTo("x May");
  }

  @Test
  void wordsGetThePunctuationThatMostlyFollowsThem() {
    Set<Restoration> lost = EnumSet.of(Restoration.PUNCTUATION);
    assertThat(answer(lost, List.of("Well, Mr. Bo", "Well, so well", "Mr. X"), "Well Mr Bo X"))
        .isEqualTo("Well, Mr. Bo X");
  }

  @Test
  void wordsAreCutOutWhereSpacesAreLost() {
    List<String> text =
        List.of("the cat sat on the mat", "the theme is a cat", "on the other mat", "a matter");
    assertThat(answer(SPACES, text, "thecatsatonthemat")).isEqualTo("the cat sat on the mat");
    assertThat(answer(SPACES, text, "theothertheme")).isEqualTo("the other theme");
    assertThat(answer(SPACES, text, "matter")).isEqualTo("matter");
    assertThat(answer(SPACES, text, "themxqzat")).isEqualTo("the mxqzat");
  }

  @Test
  void whatStandsBetweenOthersIsWhatMostlyDoes() {
    List<String> text = List.of("well, no (or so) it is", "no, it is (so)", "(it is)");
    assertThat(answer(SPACES, text, "so,it(is)no")).isEqualTo("so, it (is) no");
  }

  @Test
  void wordsThatAreCutOutGetTheirCaseAndTheirPunctuationToo() {
    List<String> text =
        List.of("we met Anna, and left", "Anna, too, left", "we and Anna, we left", "Met we");
    assertThat(answer(ALL_BUT_MARKS, text, "annaandwemet")).isEqualTo("Anna, and we met");
  }

  @Test
  void tagsOfAnyKindAreLookedUpAndUnknownWordsGetTheOneThatIsSaid() {
    var sentence = new TokenUnits(List.of("Ann", "met", "Bob"));
    var lexicon = Lexicon.ofWords(7);
    lexicon.add(new TaggedLine(sentence.units(), sentence.unitTags(new int[] {3, 0, 4})));
    assertThat(lexicon.tags(Lines.units("Bob met Al")))
        .containsExactly(4, 4, 4, 7, 0, 0, 0, 7, 7, 7);
  }

  @ParameterizedTest
  @MethodSource("charwise.engine.task.tagger.Lines#losses")
  void anyLineIsAnswered(Set<Restoration> lost) {
    List<int[]> lines = Lines.random(8, 500);
    var counter = new TagCounter(lost);
    lines.forEach(counter::add);
    TagSet tags = counter.tags(1, 40);
    var restorer = new Restorer(lost, tags);
    var lexicon = Lexicon.of(lost, tags);
    for (int[] line : Lines.random(9, 100)) {
      assertThat(lexicon.tags(line)).containsOnly(zeros(line.length));
    }
    lines.subList(0, 250).forEach(line -> lexicon.add(restorer.question(line)));
    for (int[] line : lines) {
      int[] units = restorer.question(line).units();
      assertThat(restorer.apply(units, lexicon.tags(units)))
          .hasSizeGreaterThanOrEqualTo(units.length);
    }
  }

  private static int[] zeros(int length) {
    return length == 0 ? new int[0] : new int[] {0};
  }

  private static String answer(Set<Restoration> lost, List<String> text, String question) {
    var counter = new TagCounter(lost);
    text.forEach(line -> counter.add(Lines.units(line)));
    TagSet tags = counter.tags(1, 100);
    var restorer = new Restorer(lost, tags);
    var lexicon = Lexicon.of(lost, tags);
    text.forEach(line -> lexicon.add(restorer.question(Lines.units(line))));
    int[] units = Lines.units(question);
    return Lines.text(restorer.apply(units, lexicon.tags(units)));
  }
}
