package charwise.cli.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * @param levels values of y to compare curves with
   */
  public record Panel(String title, Axis x, Axis y, List<Series> series, List<Level> levels) {
    public Panel {
      series = List.copyOf(series);
      levels = List.copyOf(levels);
    }

    /** Curves with nothing to compare them with. */
    public Panel(String title, Axis x, Axis y, List<Series> series) {
      this(title, x, y, series, List.of());
    }
  }

  /** A value of y, such as what chance gives; a thin line where it is within the axis. */
  public record Level(String name, double y) {}

  /**
   * An axis.
   *
   * @param logarithmic whether equal distances are equal factors; what is not above 0 is left out
   * @param share whether it goes from 0 to 1, whatever the values
   */
  public record Axis(String label, boolean logarithmic, boolean share) {
    /** An axis on which equal distances are equal differences. */
    public static Axis linear(String label) {
      return new Axis(label, false, false);
    }

    /** An axis on which equal distances are equal factors. */
    public static Axis logarithmic(String label) {
      return new Axis(label, true, false);
    }

    /** An axis of shares. */
    public static Axis share(String label) {
      return new Axis(label, false, true);
    }
  }

  /**
   * A curve.
   *
   * @param name as the legend has it
   * @param points in ascending order of x; one that is not finite leaves a gap
   * @param style how it is drawn
   * @param look its colour and dashes; null for those of its place among the curves
   */
  public record Series(String name, List<Point> points, SeriesStyle style, @Nullable Look look) {
    public Series {
      points = List.copyOf(points);
    }

    public Series(String name, List<Point> points, SeriesStyle style) {
      this(name, points, style, null);
    }

    public static Series line(String name, List<Point> points) {
      return new Series(name, points, SeriesStyle.LINE);
    }
  }

  /**
   * What tells curves apart, whichever are drawn together.
   *
   * @param color the number of a colour
   * @param dash the number of a pattern of dashes; 0 is a solid line
   */
  public record Look(int color, int dash) {
    /** The look of the thing with some number, in every picture. */
    public static Look of(int number) {
      return new Look(number, number);
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
