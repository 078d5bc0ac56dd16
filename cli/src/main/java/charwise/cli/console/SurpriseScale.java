package charwise.cli.console;

import java.util.List;

/**
 * Colours for surprise, the warmer the more bits. Black on a coloured background reads well on dark
 * and on light terminals; what is not surprising keeps the terminal's own colours.
 */
public final class SurpriseScale {
  private static final String RESET = "\u001b[0m";
  private static final double[] BITS = {2, 4, 6, 9};
  private static final List<Integer> GROUNDS = List.of(229, 222, 215, 203);
  private static final int UNKNOWN_GROUND = 177;

  /** The number of levels: expected, four of surprise, and unknown. */
  public static final int LEVELS = 6;

  /** The level of a character that the model has never seen. */
  public static final int UNKNOWN = LEVELS - 1;

  private SurpriseScale() {}

  /** The level of a known character, from 0 for an expected one to 4. */
  public static int level(double bits) {
    int level = 0;
    while (level < BITS.length && bits >= BITS[level]) {
      level++;
    }
    return level;
  }

  /** The escape codes that switch from one level to another. */
  public static String change(int from, int to) {
    return from == to ? "" : (from == 0 ? "" : RESET) + start(to);
  }

  static String start(int level) {
    if (level == 0) {
      return "";
    }
    int ground = level == UNKNOWN ? UNKNOWN_GROUND : GROUNDS.get(level - 1);
    return "\u001b[38;5;16;48;5;" + ground + "m";
  }

  /** The scale in words, in its own colours if {@code colored}. */
  public static String legend(boolean colored) {
    var legend = new StringBuilder("bits a character: below 2, ");
    for (int level = 1; level < LEVELS; level++) {
      String words =
          level == UNKNOWN
              ? "unknown"
              : (int) BITS[level - 1]
                  + (level < BITS.length ? " to " + (int) BITS[level] : " and more");
      legend.append(colored ? start(level) + " " + words + " " + RESET : words);
      legend.append(level < UNKNOWN ? ", " : "");
    }
    return legend.toString();
  }
}
