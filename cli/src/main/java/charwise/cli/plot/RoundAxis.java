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

/**
 * A logarithmic axis with ticks at 1, 2 and 5 times powers of ten or, over many, at powers alone.
 */
final class RoundAxis extends LogAxis {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TICKS = 12;

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
      for (double round : RoundNumbers.ROUND) {
        units.add(new NumberTickUnit(round * Math.pow(10, power), format, 0));
      }
    }
    return units;
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean horizontal = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<Double> values = RoundNumbers.logarithmic(getLowerBound(), getUpperBound(), MOST_TICKS);
    List<String> texts = RoundNumbers.texts(values);
    List<NumberTick> ticks = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ticks.add(new NumberTick(values.get(i), texts.get(i), anchor, TextAnchor.CENTER, 0));
    }
    return ticks;
  }
}
