package charwise.cli.plot;

import charwise.cli.console.NumberText;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws a {@link Heatmap}: the text in lines, below each character its values, and a bar that
 * explains the colours.
 */
final class HeatmapPicture implements Picture {
  private static final int CELL = 12;

  /** High enough for a row's name. */
  private static final int NAMED_HEIGHT = 15;

  private static final int MARGIN = 20;
  private static final int TITLE = 40;
  private static final int TEXT = 20;
  private static final int GAP = 16;
  private static final int BAR_WIDTH = 240;
  private static final int BAR_HEIGHT = 14;
  private static final int BAR_SPACE = 56;
  private static final int LEAST_COLUMNS = 40;
  private static final int MOST_COLUMNS = 100;
  private static final int LABELS = 56;

  /** Above this many rows, cells are lower, and not every row is named. */
  private static final int TALL_ROWS = 48;

  private final Heatmap map;
  private final int columns;
  private final int cellHeight;

  HeatmapPicture(Heatmap map) {
    this.map = map;
    columns = Math.clamp(map.columns().size(), LEAST_COLUMNS, MOST_COLUMNS);
    int rows = map.rows().size();
    cellHeight = rows == 1 ? 2 * CELL : rows <= TALL_ROWS ? NAMED_HEIGHT : Math.max(3, 720 / rows);
  }

  @Override
  public int width() {
    return 2 * MARGIN + LABELS + columns * CELL;
  }

  @Override
  public int height() {
    return MARGIN + TITLE + lines() * lineHeight() + BAR_SPACE;
  }

  private int lines() {
    return Math.max(1, Math.ceilDiv(map.columns().size(), columns));
  }

  private int lineHeight() {
    return TEXT + map.rows().size() * cellHeight + GAP;
  }

  @Override
  public void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    graphics.setColor(Color.BLACK);
    graphics.setFont(BundledFont.size(ChartStyle.LARGE));
    graphics.drawString(map.title(), MARGIN, MARGIN + (int) ChartStyle.LARGE);
    for (int line = 0; line < lines(); line++) {
      drawLine(graphics, line * columns, MARGIN + TITLE + line * lineHeight());
    }
    drawBar(graphics, height() - BAR_SPACE);
  }

  private void drawLine(Graphics2D graphics, int first, int top) {
    int count = Math.min(columns, map.columns().size() - first);
    int left = MARGIN + LABELS;
    graphics.setColor(Color.BLACK);
    graphics.setFont(BundledFont.size(ChartStyle.SMALL));
    for (int i = 0; i < count; i++) {
      String character = drawable(map.columns().get(first + i), graphics.getFont());
      drawCentred(graphics, character, left + i * CELL + CELL / 2, top + TEXT - 6);
    }
    drawRowNames(graphics, top + TEXT);
    if (count > 0) {
      graphics.drawImage(
          pixels(map.values().subList(first, first + count)), left, top + TEXT, null);
    }
  }

  /** A character, or one that stands for it where the font has no glyph for it. */
  private static String drawable(String character, Font font) {
    if (font.canDisplayUpTo(character) < 0) {
      return character;
    }
    return character.equals("↵") ? "¶" : "·";
  }

  /** Blocks of one colour each, as an image: as shapes they would make a vector file huge. */
  private BufferedImage pixels(List<float[]> values) {
    int rows = map.rows().size();
    var image =
        new BufferedImage(values.size() * CELL, rows * cellHeight, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        double value = values.get(x / CELL)[y / cellHeight];
        image.setRGB(x, y, Palette.at(map.scale().place(value), map.scale().isSigned()));
      }
    }
    return image;
  }

  private void drawRowNames(Graphics2D graphics, int top) {
    FontMetrics metrics = graphics.getFontMetrics();
    int every = Math.ceilDiv(metrics.getAscent(), cellHeight);
    for (int row = 0; row < map.rows().size(); row += every) {
      String name = map.rows().get(row);
      int middle = (cellHeight + metrics.getAscent() - metrics.getDescent()) / 2;
      int baseline = top + row * cellHeight + Math.max(middle, metrics.getAscent() - 1);
      graphics.drawString(name, MARGIN + LABELS - 8 - metrics.stringWidth(name), baseline);
    }
  }

  private void drawBar(Graphics2D graphics, int top) {
    int left = MARGIN + LABELS;
    for (int x = 0; x < BAR_WIDTH; x += 2) {
      double place = (double) x / (BAR_WIDTH - 2);
      graphics.setColor(new Color(Palette.at(place, map.scale().isSigned())));
      graphics.fillRect(left + x, top, 2, BAR_HEIGHT);
    }
    graphics.setColor(Color.BLACK);
    graphics.setFont(BundledFont.size(ChartStyle.SMALL));
    int baseline = top + BAR_HEIGHT + 16;
    drawCentred(graphics, NumberText.significant(map.scale().low(), 3), left, baseline);
    drawCentred(
        graphics, NumberText.significant(map.scale().high(), 3), left + BAR_WIDTH, baseline);
    graphics.drawString(map.scale().label(), left + BAR_WIDTH + 28, top + BAR_HEIGHT - 2);
  }

  private static void drawCentred(Graphics2D graphics, String text, int x, int baseline) {
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, baseline);
  }
}
