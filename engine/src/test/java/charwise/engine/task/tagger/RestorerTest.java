package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RestorerTest {
  private static final int LINES = 3_000;

  static Stream<Set<Restoration>> losses() {
    return Lines.losses().stream();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anyLineComesBackWhateverTheTags(Set<Restoration> lost) {
    List<int[]> lines = Lines.random(1 + lost.hashCode() % 2, LINES);
    TagSet all = tags(lost, lines, TagSet.MAXIMUM_SIZE);
    for (int size : new int[] {1, 2, 5, 30, all.size()}) {
      TagSet some = tags(lost, lines, size);
      assertThat(some.size()).isLessThanOrEqualTo(size);
      var restorer = new Restorer(lost, some);
      for (int[] line : lines) {
        TaggedLine question = restorer.question(line);
        assertThat(restorer.apply(question.units(), question.tags()))
            .as(Lines.text(line))
            .isEqualTo(line);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void tagsOfAnotherTextDoNoHarm(Set<Restoration> lost) {
    var restorer = new Restorer(lost, tags(lost, Lines.random(5, 500), 60));
    for (int[] line : Lines.random(6, LINES)) {
      TaggedLine question = restorer.question(line);
      assertThat(restorer.apply(question.units(), question.tags())).isEqualTo(line);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theTagsOfAQuestionArePossible(Set<Restoration> lost) {
    List<int[]> lines = Lines.random(2, LINES);
    TagSet tags = tags(lost, lines, 80);
    var restorer = new Restorer(lost, tags);
    var possibleTags = new PossibleTags(lost, tags);
    boolean[] possible = new boolean[tags.size()];
    for (int[] line : lines) {
      TaggedLine question = restorer.question(line);
      for (int i = 0; i < question.units().length; i++) {
        possibleTags.find(question.units(), i, possible);
        assertThat(possible[question.tags()[i]]).isTrue();
        assertThat(possible[TagSet.NONE]).isTrue();
      }
    }
  }

  /** Whatever a model says, nothing is lost: taken away again, it is the same question. */
  @ParameterizedTest
  @MethodSource("losses")
  void anyPossibleTagsMakeALineOfTheSameQuestion(Set<Restoration> lost) {
    List<int[]> lines = Lines.random(3, LINES);
    TagSet tags = tags(lost, lines, TagSet.MAXIMUM_SIZE);
    var restorer = new Restorer(lost, tags);
    var possibleTags = new PossibleTags(lost, tags);
    var random = new RandomStream(4);
    float[] scores = new float[tags.size()];
    for (int[] line : lines) {
      int[] units = restorer.question(line).units();
      int[] chosen = new int[units.length];
      for (int i = 0; i < units.length; i++) {
        for (int id = 0; id < scores.length; id++) {
          scores[id] = (float) random.nextDouble();
        }
        chosen[i] = possibleTags.likeliest(scores, 0, units, i);
      }
      int[] answer = restorer.apply(units, chosen);
      assertThat(answer.length).isGreaterThanOrEqualTo(units.length);
      assertThat(bare(lost, answer)).as(Lines.text(line)).isEqualTo(bare(lost, line));
    }
  }

  /** A line without all that could have been lost. */
  private static String bare(Set<Restoration> lost, int[] line) {
    var letters = new Letters(lost);
    var gaps = new Gaps(lost);
    boolean mixed = lost.contains(Restoration.PUNCTUATION);
    return Lines.text(
        Arrays.stream(line)
            .filter(unit -> !gaps.goes(unit) && !(mixed && Gaps.isSpace(unit)))
            .map(unit -> letters.split(unit).base())
            .toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "case|Anna saw NATO.|anna saw nato.",
        "diacritics|Ça, là: 10 €, garçon łódź|Ca, la: 10 €, garcon łodz",
        "case,diacritics|Élan VITAL À côté|elan vital a cote",
        "spaces|one two, three|onetwo,three",
        "spaces| one two |onetwo",
        "punctuation|Well, one — two. “So!”|Well one two So",
        "punctuation|- Isn't it (so)?|Isnt it so",
        "punctuation|two  spaces|two  spaces",
        "punctuation|So.  Two  spaces|So Two  spaces",
        "punctuation|What?  “This.”  |What This ",
        "spaces,punctuation|Well, one — two. “So!”|WellonetwoSo",
        "case,spaces,punctuation|Well, Anna.|wellanna",
        "case,diacritics,spaces,punctuation|« Où ? » dit-Il.|ouditil",
        "case|, 12 ...|, 12 ...",
        "punctuation|...|..."
      })
  void aQuestionIsTheTextWithoutWhatItHasLost(String lost, String text, String question) {
    Set<Restoration> some = lost(lost);
    int[] line = Lines.units(text);
    var restorer = new Restorer(some, tags(some, List.of(line), 100));
    assertThat(Lines.text(restorer.question(line).units())).isEqualTo(question);
  }

  private static Set<Restoration> lost(String labels) {
    Set<Restoration> lost = EnumSet.noneOf(Restoration.class);
    for (String label : labels.split(",", -1)) {
      lost.add(Restoration.of(label));
    }
    return lost;
  }

  @Test
  void aGapWithoutATagStaysAndIsCounted() {
    Set<Restoration> lost = EnumSet.of(Restoration.SPACES, Restoration.PUNCTUATION);
    TagSet tags = TagSet.ofNames(List.of("none", "after[ ]", "after[, ]"));
    TaggedLine question = new Restorer(lost, tags).question(Lines.units("- a b, c; d"));
    assertThat(Lines.text(question.units())).isEqualTo("- abc; d");
    assertThat(names(tags, question))
        .containsExactly("none", "none", "after[ ]", "after[, ]", "none", "none", "none", "none");
    assertThat(question.gapsLeft()).isEqualTo(2);
    assertThat(question.lettersLeft()).isZero();
  }

  @Test
  void aLineOfNothingButAGapStays() {
    for (Set<Restoration> lost : Lines.losses()) {
      for (String text : List.of("", "   ", "...")) {
        int[] line = Lines.units(text);
        TaggedLine question = new Restorer(lost, tags(lost, List.of(line), 9)).question(line);
        assertThat(Lines.text(question.units())).isEqualTo(text);
      }
    }
  }

  @Test
  void aLetterWithoutATagStaysAndIsCounted() {
    Set<Restoration> lost = EnumSet.of(Restoration.CASE, Restoration.DIACRITICS);
    TagSet tags = TagSet.ofNames(List.of("none", "upper", "acute accent"));
    TaggedLine question = new Restorer(lost, tags).question(Lines.units("éÀAÉ\u212Ał"));
    assertThat(Lines.text(question.units())).isEqualTo("eÀaÉ\u212Ał");
    assertThat(names(tags, question))
        .containsExactly("acute accent", "none", "upper", "none", "none", "none");
    assertThat(question.lettersLeft()).isEqualTo(3);
    assertThat(question.gapsLeft()).isZero();
  }

  @Test
  void whatIsInFrontOfTheFirstUnitIsItsOwn() {
    Set<Restoration> lost = EnumSet.of(Restoration.CASE, Restoration.PUNCTUATION);
    TagSet tags = TagSet.ofNames(List.of("none", "upper before[“]", "after[”]"));
    TaggedLine question = new Restorer(lost, tags).question(Lines.units("“Yes”"));
    assertThat(Lines.text(question.units())).isEqualTo("yes");
    assertThat(names(tags, question)).containsExactly("upper before[“]", "none", "after[”]");
  }

  @Test
  void gapsOfAnInputStayAndItsLettersLoseWhatIsRestored() {
    Set<Restoration> lost = EnumSet.allOf(Restoration.class);
    TagSet tags = TagSet.ofNames(List.of("none", "upper", "acute accent", "after[ ]"));
    TaggedLine read = new Restorer(lost, tags).read(Lines.units("LA cité, Ő"));
    assertThat(Lines.text(read.units())).isEqualTo("la cite, Ő");
    assertThat(names(tags, read).stream().filter(name -> !name.equals("none")))
        .containsExactly("upper", "upper", "acute accent");
    assertThat(read.lettersLeft()).isOne();
    assertThat(new Restorer(lost, tags).apply(read.units(), read.tags()))
        .isEqualTo(Lines.units("LA cité, Ő"));
  }

  @Test
  void nothingIsPutBetweenALetterAndAGapThatIsThere() {
    Set<Restoration> lost = EnumSet.of(Restoration.SPACES);
    var possibleTags = new PossibleTags(lost, TagSet.ofNames(List.of("none", "after[ ]")));
    int[] units = Lines.units("ab c");
    float[] scores = {0, 1};
    assertThat(IntStream.range(0, 4).map(i -> possibleTags.likeliest(scores, 0, units, i)))
        .containsExactly(1, 0, 0, 1);
  }

  private static List<String> names(TagSet tags, TaggedLine line) {
    return Arrays.stream(line.tags()).mapToObj(id -> tags.tag(id).name()).toList();
  }

  private static TagSet tags(Set<Restoration> lost, List<int[]> lines, int size) {
    var counter = new TagCounter(lost);
    lines.forEach(counter::add);
    return counter.tags(1, size);
  }
}
