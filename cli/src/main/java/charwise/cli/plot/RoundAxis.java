package charwise.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at 1, 2 and 5 times powers of ten or, over many, at powers alone. */
final class RoundAxis extends LogAxis {
  private static final long serialVersionUID = 1L;
  private static final double[] ROUND = {1, 2, 5};
  private static final double MOST_POWERS_WITH_PARTS = 3;
  private static final double MOST_TICKS = 10;

  RoundAxis(String label) {
    super(label);
    setBase(10);
    setSmallestValue(Double.MIN_NORMAL);
  }

  /**
   * Distances between ticks of a linear axis: 1, 2 and 5 times powers of ten.
   *
   * @param whole whether there is nothing between whole numbers
   */
  static TickUnits units(boolean whole) {
    var units = new TickUnits();
    var format = new AxisNumberFormat(6);
    for (int power = whole ? 0 : -12; power <= 12; power++) {
      for (double round : ROUND) {
        units.add(new NumberTickUnit(round * Math.pow(10, power), format, 0));
      }
    }
    return units;
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    var format = new AxisNumberFormat(3);
    boolean horizontal = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<NumberTick> ticks = new ArrayList<>();
    for (double value : values(getLowerBound(), getUpperBound())) {
      ticks.add(new NumberTick(value, format.format(value), anchor, TextAnchor.CENTER, 0));
    }
    return ticks;
  }

  /** Round numbers between two bounds. */
  static List<Double> values(double low, double high) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    boolean parts = Math.log10(high / low) <= MOST_POWERS_WITH_PARTS;
    int step = parts ? 1 : (int) Math.ceil((last - first) / MOST_TICKS);
    List<Double> values = new ArrayList<>();
    for (int power = first; power <= last; power += step) {
      for (double round : ROUND) {
        double value = round * Math.pow(10, power);
        if (value >= low && value <= high && (parts || round == 1)) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
