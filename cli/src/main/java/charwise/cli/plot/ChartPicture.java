package charwise.cli.plot;

import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Level;
import charwise.cli.plot.Chart.Look;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Draws a {@link Chart}: its panels in rows of two, each with its own axes and legend. */
record ChartPicture(Chart chart) implements Picture {
  private static final int PANEL_WIDTH = 720;
  private static final int PANEL_HEIGHT = 440;
  private static final int TITLE_HEIGHT = 44;
  private static final float LINE_WIDTH = 1.8f;
  private static final float LEVEL_WIDTH = 1;
  private static final float BAND_OPACITY = 0.13f;
  private static final double SHARE_MARGIN = 0.03;

  /** Of levels, as a share of the axis. */
  private static final double LEAST_DISTANCE = 0.05;

  private static final Color LEVEL = new Color(0x707070);

  /** Line styles, the solid one first, so that curves differ by more than colour. */
  private static final float[][] DASHES = {
    {}, {8, 4}, {2, 3}, {10, 3, 2, 3}, {14, 4}, {4, 4}, {12, 3, 2, 3, 2, 3}
  };

  @Override
  public int width() {
    return columns() * PANEL_WIDTH;
  }

  @Override
  public int height() {
    return top() + Math.ceilDiv(chart.panels().size(), columns()) * PANEL_HEIGHT;
  }

  private int columns() {
    return chart.panels().size() > 1 ? 2 : 1;
  }

  private int top() {
    return chart.title().isEmpty() ? 0 : TITLE_HEIGHT;
  }

  @Override
  public void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    if (!chart.title().isEmpty()) {
      graphics.setColor(Color.BLACK);
      graphics.setFont(BundledFont.size(ChartStyle.LARGE));
      int titleWidth = graphics.getFontMetrics().stringWidth(chart.title());
      graphics.drawString(
          chart.title(), Math.max(0, (width() - titleWidth) / 2), TITLE_HEIGHT * 2 / 3);
    }
    for (int i = 0; i < chart.panels().size(); i++) {
      var place =
          new Rectangle2D.Double(
              i % columns() * PANEL_WIDTH,
              top() + i / columns() * PANEL_HEIGHT,
              PANEL_WIDTH,
              PANEL_HEIGHT);
      drawing(chart.panels().get(i)).draw(graphics, place);
    }
  }

  private static JFreeChart drawing(Panel panel) {
    var data = new YIntervalSeriesCollection();
    for (int i = 0; i < panel.series().size(); i++) {
      data.addSeries(points(panel.series().get(i), i, panel));
    }
    var plot =
        new XYPlot(
            data, axis(panel.x(), countsOnX(panel)), axis(panel.y(), false), renderer(panel));
    if (!panel.y().logarithmic() && !panel.y().share()) {
      frame(plot.getRangeAxis(), panel);
    }
    Range range = plot.getRangeAxis().getRange();
    for (Level level : apart(panel.levels(), range.getLength() * LEAST_DISTANCE)) {
      plot.addRangeMarker(marker(level), Layer.BACKGROUND);
    }
    return ChartStyle.apply(
        new JFreeChart(panel.title(), BundledFont.size(ChartStyle.LARGE), plot, true));
  }

  /** Has an axis show all points, and of their intervals what leaves the points apart. */
  private static void frame(ValueAxis axis, Panel panel) {
    List<Point> points =
        panel.series().stream()
            .flatMap(series -> series.points().stream())
            .filter(point -> Double.isFinite(point.y()))
            .toList();
    double least = points.stream().mapToDouble(Point::y).min().orElse(0);
    double most = points.stream().mapToDouble(Point::y).max().orElse(1);
    double span = most - least;
    double low = points.stream().mapToDouble(Point::low).min().orElse(0);
    double high = points.stream().mapToDouble(Point::high).max().orElse(1);
    Range all = axis.getRange();
    if (span > 0 && (low < least - span || high > most + span)) {
      axis.setRange(
          Math.max(all.getLowerBound(), least - span / 2),
          Math.min(all.getUpperBound(), most + span / 2));
    }
  }

  /** Those that are so far from each other that their names have room. */
  private static List<Level> apart(List<Level> levels, double distance) {
    List<Level> kept = new ArrayList<>();
    for (Level level : levels) {
      if (kept.stream().noneMatch(other -> Math.abs(other.y() - level.y()) < distance)) {
        kept.add(level);
      }
    }
    return kept;
  }

  private static ValueMarker marker(Level level) {
    var stroke =
        new BasicStroke(
            LEVEL_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {1, 2}, 0);
    var marker = new ValueMarker(level.y(), LEVEL, stroke);
    marker.setLabel(level.name());
    marker.setLabelFont(BundledFont.size(ChartStyle.SMALL));
    marker.setLabelPaint(LEVEL);
    marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
    marker.setLabelBackgroundColor(new Color(0, true));
    return marker;
  }

  /**
   * The points of a curve. Their key holds the number, too, since two curves may have the same
   * name.
   */
  private static YIntervalSeries points(Series series, int number, Panel panel) {
    var points = new YIntervalSeries(new SeriesKey(number, series.name()), false, true);
    for (Point point : series.points()) {
      if (panel.x().logarithmic() && !(point.x() > 0)) {
        continue;
      }
      boolean shown = Double.isFinite(point.y()) && (!panel.y().logarithmic() || point.y() > 0);
      double y = shown ? point.y() : Double.NaN;
      double low = panel.y().logarithmic() && !(point.low() > 0) ? y : point.low();
      points.add(point.x(), y, shown ? low : y, shown ? point.high() : y);
    }
    return points;
  }

  private record SeriesKey(int number, String name) implements Comparable<SeriesKey> {
    @Override
    public int compareTo(SeriesKey other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static ValueAxis axis(Axis axis, boolean counts) {
    if (axis.logarithmic()) {
      return new RoundAxis(axis.label());
    }
    var numbers = new NumberAxis(axis.label());
    numbers.setAutoRangeIncludesZero(false);
    numbers.setStandardTickUnits(RoundAxis.units(counts));
    if (axis.share()) {
      numbers.setRange(-SHARE_MARGIN, 1 + SHARE_MARGIN);
    }
    return numbers;
  }

  private static boolean countsOnX(Panel panel) {
    return panel.series().stream()
        .flatMap(series -> series.points().stream())
        .allMatch(point -> point.x() == Math.rint(point.x()));
  }

  private static DeviationRenderer renderer(Panel panel) {
    var renderer = new DeviationRenderer(true, true);
    renderer.setAlpha(BAND_OPACITY);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setLegendLine(new Line2D.Double(-16, 0, 16, 0));
    renderer.setAutoPopulateSeriesPaint(false);
    renderer.setAutoPopulateSeriesFillPaint(false);
    renderer.setAutoPopulateSeriesStroke(false);
    renderer.setAutoPopulateSeriesShape(false);
    for (int i = 0; i < panel.series().size(); i++) {
      Series series = panel.series().get(i);
      SeriesStyle style = series.style();
      Look look = series.look() == null ? Look.of(i) : series.look();
      var color = new Color(Palette.curve(look.color()));
      float[] dashes = DASHES[look.dash() % DASHES.length];
      renderer.setSeriesPaint(i, color);
      renderer.setSeriesFillPaint(i, color);
      renderer.setSeriesStroke(
          i,
          new BasicStroke(
              LINE_WIDTH,
              BasicStroke.CAP_BUTT,
              BasicStroke.JOIN_ROUND,
              1,
              dashes.length > 0 ? dashes : null,
              0));
      renderer.setSeriesLinesVisible(i, style != SeriesStyle.MARKS);
      renderer.setSeriesShapesVisible(i, style != SeriesStyle.LINE);
      renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
    }
    return renderer;
  }
}
