package charwise.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Rows under a header, their columns aligned by spaces: names to the left, numbers to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int names;

  /**
   * An empty table.
   *
   * @param names how many columns, from the first, hold words rather than numbers
   * @param header of each column
   */
  public TextTable(int names, List<String> header) {
    this.names = names;
    rows.add(List.copyOf(header));
  }

  /** Adds a row of as many cells as the header has, with control characters spelled out. */
  public void add(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of " + cells.size() + " cells");
    }
    rows.add(cells.stream().map(VisibleText::line).toList());
  }

  /** The lines, the header in bold where that is wanted. */
  public List<String> lines(Style style) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? "" : GAP).append(i < names ? cell + padding : padding + cell);
      }
      String text = line.toString().stripTrailing();
      lines.add(lines.isEmpty() ? style.bold(text) : text);
    }
    return lines;
  }
}
