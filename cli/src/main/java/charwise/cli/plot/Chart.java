package charwise.cli.plot;

import java.util.List;

/**
 * A picture of one or more panels with curves.
 *
 * @param title above all panels; may be empty
 */
public record Chart(String title, List<Panel> panels) {
  public Chart {
    panels = List.copyOf(panels);
  }

  /**
   * Curves with common axes.
   *
   * @param title above the panel; may be empty
   */
  public record Panel(String title, Axis x, Axis y, List<Series> series) {
    public Panel {
      series = List.copyOf(series);
    }
  }

  /**
   * An axis.
   *
   * @param logarithmic whether equal distances are equal factors; what is not above 0 is left out
   */
  public record Axis(String label, boolean logarithmic) {
    /** An axis on which equal distances are equal differences. */
    public static Axis linear(String label) {
      return new Axis(label, false);
    }

    /** An axis on which equal distances are equal factors. */
    public static Axis logarithmic(String label) {
      return new Axis(label, true);
    }
  }

  /**
   * A curve.
   *
   * @param name as the legend has it
   * @param points in ascending order of x; one that is not finite leaves a gap
   * @param style how it is drawn
   */
  public record Series(String name, List<Point> points, SeriesStyle style) {
    public Series {
      points = List.copyOf(points);
    }

    public static Series line(String name, List<Point> points) {
      return new Series(name, points, SeriesStyle.LINE);
    }
  }

  /** How a curve is drawn. */
  public enum SeriesStyle {
    LINE,
    LINE_WITH_MARKS,
    MARKS
  }

  /**
   * A point, with an interval if there is one.
   *
   * @param low the lower end of the interval around y; y itself where there is none
   * @param high the upper end likewise
   */
  public record Point(double x, double y, double low, double high) {
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }
  }
}
