package charwise.cli.plot;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What each unit of an answer looked at as a heatmap: the text across, the answer down. */
public final class AttentionMap {
  private static final String END = "end";
  private static final String SPACE = "·";
  private static final String DOTTED_CIRCLE = "◌";
  private static final Heatmap.Scale SCALE = new Heatmap.Scale("attention", 0, 1);

  private AttentionMap() {}

  /**
   * The heatmap of an answer, all its units made visible.
   *
   * @param title may be any text
   * @param source the units read, one at least
   * @param units those of the answer
   * @param weights a row for each of these and, if it is not cut, for the end
   */
  public static Heatmap of(
      String title, List<String> source, List<String> units, List<float[]> weights) {
    List<float[]> columns = new ArrayList<>();
    for (int j = 0; j < source.size(); j++) {
      float[] column = new float[weights.size()];
      for (int t = 0; t < column.length; t++) {
        column[t] = weights.get(t)[j];
      }
      columns.add(column);
    }
    return new Heatmap(
        VisibleText.line(title),
        source.stream().map(AttentionMap::visible).toList(),
        rows(units, weights.size()),
        columns,
        SCALE);
  }

  /** The names of the rows: the units and, where one more is needed, the end. */
  public static List<String> rows(List<String> units, int rows) {
    return Stream.concat(units.stream().map(AttentionMap::visible), Stream.of(END))
        .limit(rows)
        .toList();
  }

  private static String visible(String unit) {
    String shown = VisibleText.line(unit);
    return shown.equals(" ")
        ? SPACE
        : CharacterWidth.of(shown) == 0 ? DOTTED_CIRCLE + shown : shown;
  }
}
