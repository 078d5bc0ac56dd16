package charwise.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static final Style PLAIN = new Style(false);

  @Test
  void wordsAreToTheLeftAndNumbersToTheRight() {
    var table = new TextTable(List.of("name", "number"), 0);
    table.add(List.of("a", "1"));
    table.add(List.of("abcdef", "1000000"));

    assertThat(table.lines(PLAIN))
        .containsExactly("name     number", "a             1", "abcdef  1000000");
  }

  @Test
  void wideAndCombiningCharactersTakeTheColumnsOfATerminal() {
    var table = new TextTable(List.of("gate", "n"), 0);
    table.add(List.of("忘却", "1"));
    table.add(List.of("e\u0301", "2"));

    assertThat(table.lines(PLAIN)).containsExactly("gate  n", "忘却  1", "e\u0301     2");
  }

  @Test
  void controlCharactersAreSpelledOut() {
    var table = new TextTable(List.of("x"), 0);
    table.add(List.of("\u001b[2J"));

    assertThat(table.lines(PLAIN)).last().isEqualTo("\\x1b[2J");
  }

  @Test
  void columnsWithoutRoomFollowBelowWithTheKeysBeforeThem() {
    var table = new TextTable(List.of("key", "first", "second", "third"), 0);
    table.add(List.of("a", "1", "2", "3"));
    table.add(List.of("b", "4"));

    assertThat(table.lines(PLAIN, 18, 1))
        .containsExactly(
            "key  first  second",
            "a        1       2",
            "b        4",
            "",
            "key  third",
            "a        3");
  }

  @Test
  void theHeaderIsBoldWhereThereIsColour() {
    var table = new TextTable(List.of("x"));
    table.add(List.of("1"));

    assertThat(table.lines(new Style(true))).containsExactly("\u001b[1mx\u001b[0m", "1");
  }

  @Test
  void aRowHasNoMoreCellsThanTheHeader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable(List.of("x")).add(List.of("1", "2")));
  }
}
