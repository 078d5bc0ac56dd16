package charwise.cli.score;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The costs of the characters of a line, of which those that a pattern matches do not count. */
final class LineMask {
  private final Pattern pattern;
  private final StringBuilder line = new StringBuilder();
  private double[] costs = new double[256];
  private int length;

  LineMask(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Adds a character and its cost, which is NaN if it has none. */
  void add(int unit, double nats) {
    String text = Character.toString(unit);
    if (length + text.length() > costs.length) {
      costs = Arrays.copyOf(costs, 2 * costs.length);
    }
    line.append(text);
    costs[length++] = nats;
    if (text.length() > 1) {
      costs[length++] = Double.NaN; // of the second half of a pair, which is no character
    }
  }

  /** Takes the costs that count. */
  @FunctionalInterface
  interface Receiver {
    void accept(double nats);
  }

  /** Passes on the costs of what is not masked, and begins another line. */
  void end(Receiver receiver) {
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      Arrays.fill(costs, matcher.start(), matcher.end(), Double.NaN);
    }
    for (int i = 0; i < length; i++) {
      if (!Double.isNaN(costs[i])) {
        receiver.accept(costs[i]);
      }
    }
    line.setLength(0);
    length = 0;
  }
}
