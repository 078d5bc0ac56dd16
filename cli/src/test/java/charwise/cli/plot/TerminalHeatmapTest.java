package charwise.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalHeatmapTest {
  private static final Heatmap.Scale SHARES = new Heatmap.Scale("from shut to open", 0, 1);

  @Test
  void withoutColourSharesAreTenths() {
    Heatmap map =
        new Heatmap(
            "forget gate",
            List.of("a", "字", "◌\u0301", "b"),
            List.of("0", "17"),
            List.of(
                new float[] {0, 1},
                new float[] {0.55f, 0.2f},
                new float[] {0.99f, 0.5f},
                new float[] {0.1f, 0}),
            SHARES);
    assertThat(TerminalHeatmap.lines(map, 80, new Style(false)))
        .containsExactly(
            "forget gate",
            "",
            "   a字◌\u0301b",
            " 0 05 91",
            "17 92 50",
            "",
            "0 to 9: tenths; from shut to open");
  }

  @Test
  void withoutColourSignsAreDigitsAndLetters() {
    Heatmap map =
        new Heatmap(
            "cell",
            List.of("a", "b", "c", "d", "e"),
            List.of("3"),
            List.of(
                new float[] {-2},
                new float[] {-0.2f},
                new float[] {0.1f},
                new float[] {1},
                new float[] {2}),
            new Heatmap.Scale("from -2 to 2", -2, 2));
    assertThat(TerminalHeatmap.lines(map, 80, new Style(false)))
        .contains("3 ia.59", "1 to 9: tenths above zero, a to i: below; from -2 to 2");
  }

  @Test
  void longTextsAreBrokenBeforeAWideCharacterThatHasNoRoom() {
    List<String> columns = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "字", "j");
    List<float[]> values = columns.stream().map(character -> new float[] {0.5f}).toList();
    assertThat(
            TerminalHeatmap.lines(
                new Heatmap("t", columns, List.of("0"), values, SHARES), 12, new Style(false)))
        .containsExactly(
            "t",
            "",
            "  abcdefghi",
            "0 555555555",
            "",
            "  字j",
            "0 5 5",
            "",
            "0 to 9: tenths; from shut to open");
  }

  @Test
  void withColourAValueIsAGround() {
    Heatmap map =
        new Heatmap(
            "t",
            List.of("a", "字"),
            List.of("0"),
            List.of(new float[] {0}, new float[] {1}),
            SHARES);
    assertThat(TerminalHeatmap.lines(map, 80, new Style(true)).get(3))
        .isEqualTo("0 \u001b[48;5;53;38;5;0m \u001b[0m\u001b[48;5;220;38;5;0m  \u001b[0m");
  }
}
