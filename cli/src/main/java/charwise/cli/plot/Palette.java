package charwise.cli.plot;

/**
 * Colours that people with any kind of colour vision tell apart. Curves: those of Okabe and Ito
 * (2008), with a grey in place of yellow, which is hard to see on white. Shares: viridis of van der
 * Walt and Smith (2015). Signed values: from blue over light grey to red.
 */
final class Palette {
  private static final int[] CURVES = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0x8C8C8C
  };

  private static final int[] VIRIDIS = {
    0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
  };

  private static final int[] SIGNED = {
    0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xF0F0F0, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F
  };

  private Palette() {}

  /** The colour of curve number {@code index}, as 0xRRGGBB. */
  static int curve(int index) {
    return CURVES[index % CURVES.length];
  }

  /** The colour at a place from 0 to 1 of a scale, as 0xRRGGBB. */
  static int at(double place, boolean signed) {
    int[] stops = signed ? SIGNED : VIRIDIS;
    double position = place * (stops.length - 1);
    int stop = Math.min((int) position, stops.length - 2);
    double share = position - stop;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = stops[stop] >> shift & 0xFF;
      int to = stops[stop + 1] >> shift & 0xFF;
      color |= (int) Math.round(from + share * (to - from)) << shift;
    }
    return color;
  }

  /** The nearest of a terminal's 256 colours: its cube of 6 by 6 by 6, or its greys. */
  static int terminal(int color) {
    int red = color >> 16 & 0xFF;
    int green = color >> 8 & 0xFF;
    int blue = color & 0xFF;
    int cube = 16 + 36 * level(red) + 6 * level(green) + level(blue);
    int grey = Math.clamp(Math.round(((red + green + blue) / 3f - 8) / 10), 0, 23);
    int greyValue = 8 + 10 * grey;
    int toCube =
        distance(red, value(level(red)))
            + distance(green, value(level(green)))
            + distance(blue, value(level(blue)));
    int toGrey = distance(red, greyValue) + distance(green, greyValue) + distance(blue, greyValue);
    return toGrey < toCube ? 232 + grey : cube;
  }

  private static int level(int channel) {
    return channel < 48 ? 0 : channel < 115 ? 1 : (channel - 35) / 40;
  }

  private static int value(int level) {
    return level == 0 ? 0 : 55 + 40 * level;
  }

  private static int distance(int a, int b) {
    return (a - b) * (a - b);
  }
}
