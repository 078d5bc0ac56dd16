package charwise.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;

/** The style of all charts: black on white, thin grey lines, the bundled font. */
final class ChartStyle {
  static final float LARGE = 17;
  static final float ORDINARY = 14;
  static final float SMALL = 12;

  private static final Color GRID = new Color(0xD8D8D8);
  private static final Color EDGE = new Color(0x606060);
  private static final int MARGIN = 14;

  private ChartStyle() {}

  static JFreeChart apply(JFreeChart chart) {
    TextUtils.setUseDrawRotatedStringWorkaround(false); // the workaround draws text as outlines
    var theme = new StandardChartTheme("charwise");
    theme.setExtraLargeFont(BundledFont.size(LARGE));
    theme.setLargeFont(BundledFont.size(ORDINARY));
    theme.setRegularFont(BundledFont.size(SMALL));
    theme.setSmallFont(BundledFont.size(SMALL));
    theme.setTitlePaint(Color.BLACK);
    theme.setAxisLabelPaint(Color.BLACK);
    theme.setTickLabelPaint(Color.BLACK);
    theme.setLegendItemPaint(Color.BLACK);
    theme.setPlotBackgroundPaint(Color.WHITE);
    theme.setChartBackgroundPaint(Color.WHITE);
    theme.setLegendBackgroundPaint(Color.WHITE);
    theme.setDomainGridlinePaint(GRID);
    theme.setRangeGridlinePaint(GRID);
    theme.setPlotOutlinePaint(EDGE);
    theme.setShadowVisible(false);
    theme.apply(chart);
    chart.setPadding(new RectangleInsets(MARGIN, MARGIN, MARGIN, MARGIN));
    chart.setElementHinting(false);
    LegendTitle legend = chart.getLegend();
    if (legend != null) {
      legend.setFrame(BlockBorder.NONE);
      legend.setItemFont(BundledFont.size(ORDINARY));
      // A viewer's font may be wider than ours; names must not run into the next entry's mark.
      legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, MARGIN + 6));
    }
    XYPlot plot = chart.getXYPlot();
    plot.setDomainGridlineStroke(new BasicStroke(0.7f));
    plot.setRangeGridlineStroke(new BasicStroke(0.7f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return chart;
  }
}
