package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.data.TaggedItems;
import charwise.engine.data.TaggedItemsBuilder;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordHintsTest {
  private static final int TAGS = 3;

  /** Words whose units have the tags 0 in lower and 1 in upper case. */
  private static TaggedItems items(String... lines) throws IOException {
    TaggedItemsBuilder items = new TaggedItemsBuilder();
    for (String line : lines) {
      items.add(Lines.units(line.toLowerCase(Locale.ROOT)), tags(line), "line");
    }
    return items.build();
  }

  private static int[] tags(String line) {
    return line.codePoints().map(unit -> Character.isUpperCase(unit) ? 1 : 0).toArray();
  }

  private static String hints(char[] hints) {
    StringBuilder digits = new StringBuilder();
    for (char hint : hints) {
      digits.append((char) ('0' + hint));
    }
    return digits.toString();
  }

  @Test
  void aKnownWordIsHintedAt() throws IOException {
    WordCounts words = new WordCounts(items("he met Ann", "Ann met him", "an ANN"), TAGS);
    // 1 and 2 are tags of unsure words, 4 and 5 of sure ones.
    assertThat(hints(words.hints().of(Lines.units("ann met xy he"))))
        .isEqualTo("2110" + "1110" + "000" + "11");
    words = new WordCounts(items("Ann Ann Ann", "be"), TAGS);
    assertThat(hints(words.hints().of(Lines.units("be ann")))).isEqualTo("110" + "544");
  }

  /** What an item learns is what others say, so that a hint is worth as much as on new items. */
  @Test
  void anItemIsHintedAtByTheOthers() throws IOException {
    TaggedItems items = items("Ann be", "ann be", "ANN", "be");
    WordCounts words = new WordCounts(items, TAGS);
    assertThat(hints(words.hintsWithout(items.units(0), items.tags(0)))).isEqualTo("1110" + "11");
    assertThat(hints(words.hintsWithout(items.units(2), items.tags(2)))).isEqualTo("211");
    TaggedItems once = items("one two", "two");
    words = new WordCounts(once, TAGS);
    assertThat(hints(words.hintsWithout(once.units(0), once.tags(0)))).isEqualTo("0000" + "111");
  }

  @Test
  void whatHardlyRepeatsIsNoLanguage() throws IOException {
    assertThat(new WordCounts(items("abc", "bcd", "cde cde"), TAGS).areWords()).isTrue();
    assertThat(new WordCounts(items("abc", "bcd", "cde def def"), TAGS).areWords()).isFalse();
    assertThat(new WordCounts(items(" "), TAGS).areWords()).isFalse();
  }

  @Test
  void aTextGivesTheSameHints() throws IOException {
    WordHints hints = new WordCounts(items("Ann met 😀 émile", "Ann", "Ann x\ny +!"), TAGS).hints();
    WordHints same = WordHints.ofText(hints.text(), TAGS);
    int[] line = Lines.units("ann met 😀 x\ny émile +!");
    assertThat(same.size()).isEqualTo(hints.size()).isEqualTo(7);
    assertThat(same.of(line)).isEqualTo(hints.of(line));
    assertThat(same.text()).isEqualTo(hints.text());
    assertThat(WordHints.ofText("", TAGS).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ann", "ann ", " +!!!", "ann +!!", "ann +!!!!", "ann -!!!", "ann +!$!", "a +\0"})
  void aBrokenTextIsRefused(String text) {
    assertThatThrownBy(() -> WordHints.ofText(text, TAGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lexicon");
  }

  @Test
  void longWordsAreNotLookedUp() throws IOException {
    String longest = "a".repeat(Lexicon.LONGEST_WORD);
    WordHints hints = new WordCounts(items(longest, longest + "a"), TAGS).hints();
    assertThat(hints.size()).isEqualTo(1);
    assertThat(hints(hints.of(Lines.units(longest + "a")))).doesNotContain("1");
  }
}
