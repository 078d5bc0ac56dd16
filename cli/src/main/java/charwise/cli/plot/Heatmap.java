package charwise.cli.plot;

import java.util.List;

/**
 * Values in a grid, a column for each character of a text and a row for each unit.
 *
 * @param columns the characters, made visible
 * @param rows the names of the rows
 * @param values by column, then row
 * @param scale what the values range over
 */
public record Heatmap(
    String title, List<String> columns, List<String> rows, List<float[]> values, Scale scale) {
  public Heatmap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = List.copyOf(values);
  }

  /**
   * The range of a heatmap's values.
   *
   * @param label what the values are
   * @param low the least value shown as such
   * @param high the greatest
   */
  public record Scale(String label, double low, double high) {
    /** Whether zero is in the middle of the range. */
    public boolean isSigned() {
      return low < 0;
    }

    /** The place of a value between low (0) and high (1). */
    public double place(double value) {
      return Math.clamp((value - low) / (high - low), 0, 1);
    }
  }
}
