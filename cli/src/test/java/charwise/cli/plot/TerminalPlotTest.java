package charwise.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.console.Style;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminalPlotTest {
  @Test
  void aPowerIsStraightOnALogarithmicAxis() {
    assertThat(String.join("\n", lines(40, false)) + "\n")
        .isEqualTo(
            """
            norm
                   1 ┤oo
                     │ ooo
                     │   ooo
                     │     *oo
                0.01 ┤       *oo
                     │         *oo
                     │           *oo
                1e-4 ┤            **ooo
                     │               *ooo
                     │                **ooo
                     │                  **ooo
                1e-6 ┤                    **ooo
                     │                      ** oo
                     │                        ** oo
                     │                          **
                1e-8 ┤                           **
                     └─────────────────────────────
                      0                          50
                      lag   * fast   o slow
            """);
  }

  @Test
  void everyCurveHasASignAndWithColourAColour() {
    assertThat(lines(40, false).getLast()).isEqualTo("          lag   * fast   o slow");
    assertThat(lines(40, true).getLast())
        .contains("\u001b[38;5;25m*\u001b[0m fast", "\u001b[38;5;166mo\u001b[0m slow");
  }

  @Test
  void theWindowIsNotExceededUnlessTooNarrow() {
    for (int columns : List.of(32, 40, 81, 200)) {
      assertThat(lines(columns, false)).allMatch(line -> line.length() <= columns);
    }
    assertThat(lines(5, false)).hasSameSizeAs(lines(80, false));
  }

  @Test
  void whatCanNotBeShownLeavesAGap() {
    List<Point> points = List.of(Point.of(1, 1), Point.of(2, 0), Point.of(3, Double.NaN));
    assertThat(
            TerminalPlot.lines(
                new Panel(
                    "", Axis.linear("x"), Axis.logarithmic("y"), List.of(Series.line("a", points))),
                40,
                new Style(false)))
        .filteredOn(line -> line.contains("*"))
        .hasSize(2);
    assertThat(
            TerminalPlot.lines(
                new Panel("", Axis.linear("x"), Axis.linear("y"), List.of()), 40, new Style(false)))
        .hasSize(20);
  }

  private static List<String> lines(int columns, boolean colored) {
    List<Point> fast = new ArrayList<>();
    List<Point> slow = new ArrayList<>();
    IntStream.rangeClosed(0, 50)
        .forEach(
            i -> {
              fast.add(Point.of(i, Math.pow(0.69, i)));
              slow.add(Point.of(i, Math.pow(0.72, i)));
            });
    var panel =
        new Panel(
            "",
            Axis.linear("lag"),
            Axis.logarithmic("norm"),
            List.of(Series.line("fast", fast), Series.line("slow", slow)));
    return TerminalPlot.lines(panel, columns, new Style(colored));
  }
}
