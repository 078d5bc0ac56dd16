package charwise.cli.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Style;
import charwise.cli.repl.session.Screen.Column;
import java.util.List;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  @Test
  void textsStandBesideOneAnotherBrokenAfterSpaces() {
    assertThat(
            rows(
                55,
                new Column("one", "the quick brown fox jumps over\nit"),
                new Column("two", "short")))
        .containsExactly(
            "one                        | two",
            "the quick brown fox jumps  | short",
            "over                       |",
            "it                         |");
  }

  @Test
  void aWordThatIsTooLongIsBrokenAnywhere() {
    assertThat(rows(51, new Column("a", "x".repeat(30)), new Column("b", "y")))
        .contains("x".repeat(24) + " | y", "x".repeat(6) + " ".repeat(18) + " |");
  }

  @Test
  void wideCharactersTakeTwoPlacesAndMarksNone() {
    assertThat(rows(51, new Column("a", "日本"), new Column("b", "e\u0301!")))
        .contains("日本" + " ".repeat(20) + " | e\u0301!");
  }

  @Test
  void inANarrowWindowOneFollowsTheOther() {
    assertThat(rows(30, new Column("a", "the quick\nfox\n"), new Column("b", "x")))
        .containsExactly("--- a ---", "the quick", "fox", "--- b ---", "x");
  }

  private static List<String> rows(int columns, Column... texts) {
    return SideBySide.rows(List.of(texts), columns, WCWidth::wcwidth, new Style(false));
  }
}
