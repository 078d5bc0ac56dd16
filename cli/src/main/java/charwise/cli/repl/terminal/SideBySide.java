package charwise.cli.repl.terminal;

import charwise.cli.console.Style;
import charwise.cli.repl.session.Screen.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Lays out texts in columns. */
final class SideBySide {
  private static final String GAP = " | ";
  private static final int NARROWEST = 24;

  private SideBySide() {}

  /**
   * The rows that show texts side by side, or one below the other if there is no room.
   *
   * @param columns how many characters fit on a line
   * @param width how many places a code point takes; negative for none
   */
  static List<String> rows(List<Column> texts, int columns, IntUnaryOperator width, Style style) {
    int each = (columns - GAP.length() * (texts.size() - 1)) / texts.size();
    List<String> rows = new ArrayList<>();
    if (each < NARROWEST) {
      for (Column text : texts) {
        rows.add(style.bold("--- " + text.title() + " ---"));
        rows.addAll(text.text().lines().toList());
      }
      return rows;
    }
    List<List<String>> wrapped = new ArrayList<>();
    for (Column text : texts) {
      List<String> lines = new ArrayList<>();
      lines.add(wrap(text.title(), each, width).getFirst());
      text.text().lines().forEach(line -> lines.addAll(wrap(line, each, width)));
      wrapped.add(lines);
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int row = 0; row < height; row++) {
      var line = new StringBuilder();
      for (List<String> lines : wrapped) {
        String part = row < lines.size() ? lines.get(row) : "";
        line.append(line.isEmpty() ? "" : GAP).append(padded(part, each, width));
      }
      String shown = line.toString().stripTrailing();
      rows.add(row == 0 ? style.bold(shown) : shown);
    }
    return rows;
  }

  private static String padded(String text, int width, IntUnaryOperator widths) {
    int taken = text.codePoints().map(c -> Math.max(0, widths.applyAsInt(c))).sum();
    return text + " ".repeat(Math.max(0, width - taken));
  }

  /** Wraps a line, after a space if possible, into at least one row. */
  private static List<String> wrap(String line, int width, IntUnaryOperator widths) {
    List<String> rows = new ArrayList<>();
    int start = 0;
    int taken = 0;
    int afterSpace = -1;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      int codePoint = line.codePointAt(i);
      int places = Math.max(0, widths.applyAsInt(codePoint));
      if (taken + places > width) {
        int end = afterSpace > start ? afterSpace : i;
        rows.add(line.substring(start, end).stripTrailing());
        start = end;
        taken = line.substring(start, i).codePoints().map(widths).filter(w -> w > 0).sum();
      }
      taken += places;
      if (codePoint == ' ') {
        afterSpace = i + 1;
      }
    }
    rows.add(line.substring(start));
    return rows;
  }
}
