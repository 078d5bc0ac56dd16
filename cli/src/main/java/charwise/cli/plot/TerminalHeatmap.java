package charwise.cli.plot;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows a heatmap as lines of text, wrapped at the width of the terminal: the characters, and below
 * each its values as colours. Without colour they are digits: 0 to 9 for tenths of the scale; for
 * signed values, 1 to 9 above zero and a to i below.
 */
public final class TerminalHeatmap {
  private static final int LEAST_CELLS = 10;

  private final Heatmap map;
  private final Style style;
  private final int room;
  private final int nameWidth;

  private TerminalHeatmap(Heatmap map, int columns, Style style) {
    this.map = map;
    this.style = style;
    nameWidth = map.rows().stream().mapToInt(CharacterWidth::of).max().orElse(0);
    room = Math.max(LEAST_CELLS, columns - nameWidth - 1);
  }

  /** The lines for a terminal of {@code columns}. */
  public static List<String> lines(Heatmap map, int columns, Style style) {
    return new TerminalHeatmap(map, columns, style).draw();
  }

  /** The lines without title and legend, for what stands below a line that says as much. */
  public static List<String> rows(Heatmap map, int columns, Style style) {
    List<String> rows = new TerminalHeatmap(map, columns, style).grid();
    return rows.subList(1, rows.size());
  }

  private List<String> draw() {
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(map.title()));
    lines.addAll(grid());
    lines.add("");
    lines.add(legend());
    return lines;
  }

  /** Characters and values, an empty line before each part. */
  private List<String> grid() {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < map.columns().size(); ) {
      int to = from;
      int used = 0;
      while (to < map.columns().size() && used + width(to) <= room) {
        used += width(to++);
      }
      lines.add("");
      lines.add(" ".repeat(nameWidth + 1) + String.join("", map.columns().subList(from, to)));
      for (int row = 0; row < map.rows().size(); row++) {
        lines.add(row(row, from, to));
      }
      from = to;
    }
    return lines;
  }

  private int width(int column) {
    return CharacterWidth.of(map.columns().get(column));
  }

  private String row(int row, int from, int to) {
    String name = map.rows().get(row);
    var line = new StringBuilder(" ".repeat(nameWidth - CharacterWidth.of(name)) + name + " ");
    for (int column = from; column < to; column++) {
      double value = map.values().get(column)[row];
      int width = width(column);
      if (style.colored()) {
        int color = Palette.at(map.scale().place(value), map.scale().isSigned());
        line.append(style.on(Palette.terminal(color), 0, " ".repeat(width)));
      } else {
        line.append(sign(value)).append(" ".repeat(Math.max(0, width - 1)));
      }
    }
    return line.toString().stripTrailing();
  }

  private char sign(double value) {
    if (!map.scale().isSigned()) {
      return (char) ('0' + Math.min(9, (int) (10 * map.scale().place(value))));
    }
    double share = value / map.scale().high();
    int tenths = Math.min(9, (int) (10 * Math.abs(share)));
    return tenths == 0 ? '.' : (char) (share > 0 ? '0' + tenths : 'a' + tenths - 1);
  }

  private String legend() {
    if (style.colored()) {
      var bar = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        int color = Palette.at(i / 19.0, map.scale().isSigned());
        bar.append(style.on(Palette.terminal(color), 0, " "));
      }
      return bar + " " + map.scale().label();
    }
    return map.scale().isSigned()
        ? "1 to 9: tenths above zero, a to i: below; " + map.scale().label()
        : "0 to 9: tenths; " + map.scale().label();
  }
}
