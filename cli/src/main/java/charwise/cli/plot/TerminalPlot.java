package charwise.cli.plot;

import charwise.cli.console.Style;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows a panel as lines of text, as wide as the terminal. Each curve has its own mark and, where
 * colour is wanted, its own colour.
 */
public final class TerminalPlot {
  private static final String MARKS = "*o+x#@%";
  private static final int LABEL_WIDTH = 9;
  private static final int LEAST_WIDTH = 20;
  private static final int MOST_WIDTH = 120;
  private static final int HEIGHT = 16;
  private static final int Y_LABELS = 5;
  private static final int X_LABEL_WIDTH = 12;

  private final Panel panel;
  private final int width;
  private final Style style;
  private final Span x;
  private final Span y;

  /** The range of an axis. */
  private record Span(double low, double high, boolean logarithmic) {
    double place(double value) {
      return logarithmic
          ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
          : (value - low) / (high - low);
    }

    /** Which of {@code cells} a value is in. */
    int cell(double value, int cells) {
      return (int) Math.round(place(value) * (cells - 1));
    }

    /** Labels by the cell of the round number that they name. */
    Map<Integer, String> ticks(int most, int cells) {
      List<Double> values =
          logarithmic
              ? RoundNumbers.logarithmic(low, high, most)
              : RoundNumbers.linear(low, high, most);
      List<String> texts = RoundNumbers.texts(values);
      Map<Integer, String> ticks = new TreeMap<>();
      for (int i = 0; i < texts.size(); i++) {
        ticks.put(cell(values.get(i), cells), texts.get(i));
      }
      return ticks;
    }
  }

  private TerminalPlot(Panel panel, int columns, Style style) {
    this.panel = panel;
    this.width = Math.clamp(columns - LABEL_WIDTH - 2L, LEAST_WIDTH, MOST_WIDTH);
    this.style = style;
    this.x = span(panel.x(), panel.series().stream().flatMapToDouble(this::xs).toArray());
    this.y = span(panel.y(), panel.series().stream().flatMapToDouble(this::ys).toArray());
  }

  /** The lines for a terminal of {@code columns}. */
  public static List<String> lines(Panel panel, int columns, Style style) {
    return new TerminalPlot(panel, columns, style).draw();
  }

  private DoubleStream xs(Series series) {
    return series.points().stream().filter(this::isShown).mapToDouble(Point::x);
  }

  private DoubleStream ys(Series series) {
    return series.points().stream().filter(this::isShown).mapToDouble(Point::y);
  }

  private boolean isShown(Point point) {
    return Double.isFinite(point.x())
        && Double.isFinite(point.y())
        && (!panel.x().logarithmic() || point.x() > 0)
        && (!panel.y().logarithmic() || point.y() > 0);
  }

  private static Span span(Axis axis, double[] values) {
    double low = Arrays.stream(values).min().orElse(axis.logarithmic() ? 1 : 0);
    double high = Arrays.stream(values).max().orElse(axis.logarithmic() ? 10 : 1);
    if (low == high) {
      return axis.logarithmic()
          ? new Span(low / 2, high * 2, true)
          : new Span(low - 0.5, high + 0.5, false);
    }
    return new Span(low, high, axis.logarithmic());
  }

  private List<String> draw() {
    int[][] grid = new int[HEIGHT][width];
    for (int i = 0; i < panel.series().size(); i++) {
      trace(panel.series().get(i), i + 1, grid);
    }
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(panel.y().label()));
    Map<Integer, String> ticks = y.ticks(Y_LABELS, HEIGHT);
    for (int row = 0; row < HEIGHT; row++) {
      lines.add(row(ticks.get(HEIGHT - 1 - row), grid[row]));
    }
    lines.add(" ".repeat(LABEL_WIDTH) + "└" + "─".repeat(width));
    lines.add(xLabels());
    lines.add(legend());
    return lines;
  }

  /** Marks the cells of a curve: one in each column, and those between two points. */
  private void trace(Series series, int mark, int[][] grid) {
    List<Point> points = series.points();
    int before = -1;
    int rowBefore = -1;
    for (Point point : points) {
      if (!isShown(point)) {
        before = -1;
        continue;
      }
      int column = x.cell(point.x(), width);
      int row = HEIGHT - 1 - y.cell(point.y(), HEIGHT);
      boolean joined = before >= 0 && series.style() != Chart.SeriesStyle.MARKS;
      for (int c = joined ? before + 1 : column; c < column; c++) {
        double share = (double) (c - before) / (column - before);
        grid[(int) Math.round(rowBefore + share * (row - rowBefore))][c] = mark;
      }
      grid[row][column] = mark;
      before = column;
      rowBefore = row;
    }
  }

  private String row(@Nullable String label, int[] marks) {
    var line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "%" + (LABEL_WIDTH - 1) + "s ", label == null ? "" : label));
    line.append(label == null ? '│' : '┤');
    int end = marks.length;
    while (end > 0 && marks[end - 1] == 0) {
      end--;
    }
    for (int column = 0; column < end; ) {
      int run = column;
      while (run < end && marks[run] == marks[column]) {
        run++;
      }
      line.append(
          marks[column] == 0 ? " ".repeat(run - column) : marks(marks[column] - 1, run - column));
      column = run;
    }
    return line.toString();
  }

  private String marks(int series, int count) {
    String mark = String.valueOf(MARKS.charAt(series % MARKS.length()));
    return style.foreground(Palette.terminal(Palette.curve(series)), mark.repeat(count));
  }

  private String xLabels() {
    var labels = new StringBuilder(" ".repeat(LABEL_WIDTH + 1 + width));
    int free = 0;
    for (Map.Entry<Integer, String> tick :
        x.ticks(Math.max(2, width / X_LABEL_WIDTH), width).entrySet()) {
      String label = tick.getValue();
      int centre = LABEL_WIDTH + 1 + tick.getKey();
      int start = Math.clamp(centre - label.length() / 2L, 0, labels.length() - label.length());
      if (start >= free) {
        labels.replace(start, start + label.length(), label);
        free = start + label.length() + 1;
      }
    }
    return labels.toString().stripTrailing();
  }

  private String legend() {
    var legend = new StringBuilder(" ".repeat(LABEL_WIDTH + 1));
    legend.append(panel.x().label());
    for (int i = 0; i < panel.series().size(); i++) {
      legend.append("   ").append(marks(i, 1)).append(' ').append(panel.series().get(i).name());
    }
    return legend.toString();
  }
}
