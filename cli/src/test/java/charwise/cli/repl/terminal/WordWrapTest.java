package charwise.cli.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordWrapTest {
  private final StringBuilder out = new StringBuilder();
  private final WordWrap wrap = new WordWrap(out::append);

  @Test
  void aWordThatReachesTheEdgeIsBegunAnewOnTheNextLine() {
    assertThat(written("the quick brown", 12)).isEqualTo("the quick b\u001b[1D\u001b[K\nbrown");
    assertThat(written("one two", 6)).isEqualTo("one t\u001b[1D\u001b[K\ntwo");
  }

  @Test
  void aSpaceAtTheEdgeIsTheLineBreak() {
    assertThat(written("abcd efg", 5)).isEqualTo("abcd\nefg");
  }

  @Test
  void aWordLongerThanALineIsBroken() {
    assertThat(written("abcdefghij", 5)).isEqualTo("abcd\nefgh\nij");
  }

  @Test
  void linesOfTheTextStayAsTheyAreAndWideCharactersCountTwice() {
    assertThat(written("ab\ncd\n", 5)).isEqualTo("ab\ncd\n");
    assertThat(written("日本 語", 7)).isEqualTo("日本 \n語");
  }

  private String written(String text, int columns) {
    out.setLength(0);
    wrap.begin();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> wrap.add(character, character, columns));
    return out.toString();
  }
}
