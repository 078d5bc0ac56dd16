package charwise.cli.plot;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/**
 * A grid with a row for each label and a column for each answer: the darker a cell, the greater its
 * share of the row; the count stands in it.
 */
final class ConfusionPicture implements Picture {
  private static final int MARGIN = 20;
  private static final int TITLE = 36;
  private static final int CELL = 34;
  private static final int NAMES = 150;
  private static final int AXIS = 26;
  private static final int LONGEST_NAME = 22;
  private static final Color GRID = new Color(0xD8D8D8);

  /** Above this share, counts are white on dark. */
  private static final double DARK = 0.5;

  private final ConfusionTable table;

  ConfusionPicture(ConfusionTable table) {
    this.table = table;
  }

  @Override
  public int width() {
    return 2 * MARGIN + AXIS + NAMES + table.labels().size() * CELL;
  }

  @Override
  public int height() {
    return 2 * MARGIN + TITLE + AXIS + NAMES + table.labels().size() * CELL;
  }

  @Override
  public void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    graphics.setColor(Color.BLACK);
    graphics.setFont(BundledFont.size(ChartStyle.LARGE));
    graphics.drawString(table.title(), MARGIN, MARGIN + (int) ChartStyle.LARGE);
    int left = MARGIN + AXIS + NAMES;
    int top = MARGIN + TITLE + AXIS + NAMES;
    int size = table.labels().size();
    graphics.setFont(BundledFont.size(ChartStyle.ORDINARY));
    drawTurned(graphics, "true label", MARGIN + 14, top + size * CELL / 2 + 30);
    graphics.drawString("answer", left + size * CELL / 2 - 20, MARGIN + TITLE + 14);
    graphics.setFont(BundledFont.size(ChartStyle.SMALL));
    for (int k = 0; k < size; k++) {
      String name = shortened(table.labels().get(k));
      int width = graphics.getFontMetrics().stringWidth(name);
      graphics.drawString(name, left - 8 - width, top + k * CELL + CELL / 2 + 4);
      drawTurned(graphics, name, left + k * CELL + CELL / 2 + 4, top - 8);
      drawRow(graphics, k, left, top + k * CELL);
    }
  }

  private void drawRow(Graphics2D graphics, int k, int left, int top) {
    int size = table.labels().size();
    long sum = 0;
    for (int answer = 0; answer < size; answer++) {
      sum += table.count().applyAsInt(k, answer);
    }
    FontMetrics metrics = graphics.getFontMetrics();
    for (int answer = 0; answer < size; answer++) {
      int count = table.count().applyAsInt(k, answer);
      double share = sum == 0 ? 0 : (double) count / sum;
      int x = left + answer * CELL;
      graphics.setColor(shade(share));
      graphics.fillRect(x, top, CELL, CELL);
      graphics.setColor(GRID);
      graphics.drawRect(x, top, CELL, CELL);
      if (count > 0) {
        graphics.setColor(share > DARK ? Color.WHITE : Color.BLACK);
        String text = count < 10_000 ? String.valueOf(count) : count / 1000 + "k";
        graphics.drawString(text, x + (CELL - metrics.stringWidth(text)) / 2, top + CELL / 2 + 4);
      }
    }
    graphics.setColor(Color.BLACK);
  }

  /** White for none to dark blue for all. */
  private static Color shade(double share) {
    double place = Math.sqrt(share);
    return new Color(
        (int) Math.round(255 - 247 * place),
        (int) Math.round(255 - 175 * place),
        (int) Math.round(255 - 99 * place));
  }

  private static String shortened(String name) {
    int length = name.codePointCount(0, name.length());
    return length <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }

  /** Text that runs upwards from a place. */
  private static void drawTurned(Graphics2D graphics, String text, int x, int y) {
    AffineTransform upright = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    graphics.drawString(text, 0, 0);
    graphics.setTransform(upright);
  }
}
