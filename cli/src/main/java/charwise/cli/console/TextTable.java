package charwise.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table with a header, its columns aligned by spaces: words to the left, numbers to the right.
 */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> words;

  /**
   * An empty table.
   *
   * @param header of each column
   * @param words the columns, from 0, that hold words rather than numbers
   */
  public TextTable(List<String> header, int... words) {
    this.words = Arrays.stream(words).boxed().collect(Collectors.toSet());
    rows.add(List.copyOf(header));
  }

  /** Adds a row; control characters are spelled out, and missing cells at the end are empty. */
  public void add(List<String> cells) {
    if (cells.size() > rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of " + cells.size() + " cells");
    }
    rows.add(cells.stream().map(VisibleText::line).toList());
  }

  /** The lines, with the header in bold. */
  public List<String> lines(Style style) {
    return lines(style, Integer.MAX_VALUE, 0);
  }

  /**
   * The lines, in blocks below one another where they are too wide. Each block begins with the
   * first columns, and leaves out rows that have no cell in it.
   *
   * @param room how wide a line may be
   * @param keys how many of the first columns say which row it is
   */
  public List<String> lines(Style style, int room, int keys) {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(
                c -> rows.stream().mapToInt(row -> CharacterWidth.of(cell(row, c))).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (int from = keys, to = from; from < widths.length; from = to) {
      int used = IntStream.range(0, keys).map(c -> widths[c] + GAP.length()).sum();
      do {
        used += widths[to++] + GAP.length();
      } while (to < widths.length && used + (long) widths[to] <= room);
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(style.bold(line(rows.getFirst(), keys, from, to, widths)));
      for (List<String> row : rows.subList(1, rows.size())) {
        if (row.size() > from) {
          lines.add(line(row, keys, from, to, widths));
        }
      }
    }
    return lines;
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }

  private String line(List<String> row, int keys, int from, int to, int[] widths) {
    return IntStream.concat(IntStream.range(0, keys), IntStream.range(from, to))
        .mapToObj(
            column -> {
              String cell = cell(row, column);
              String padding = " ".repeat(widths[column] - CharacterWidth.of(cell));
              return words.contains(column) ? cell + padding : padding + cell;
            })
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
