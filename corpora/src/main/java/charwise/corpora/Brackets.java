package charwise.corpora;

import java.util.Random;

/**
 * Lines of balanced brackets of {@value #KINDS} kinds, nested at most {@value #DEEPEST} deep (Dyck
 * words):
 *
 * <pre>
 * line  = word LF
 * word  = [ "(" word ")" | "[" word "]" | "{" word "}" | "&lt;" word "&gt;" ] word
 * </pre>
 *
 * A line has 1 to {@value #MOST_PAIRS} pairs, each number equally likely, and so is each word of
 * that many pairs. What closes a bracket must be remembered; when to close it is chance.
 */
public final class Brackets implements ItemGenerator {
  static final int KINDS = 4;
  static final int DEEPEST = 6;
  static final int MOST_PAIRS = 24;

  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  /** How many ways lead from a depth back to 0 in so many steps: {@code [steps][depth]}. */
  private static final long[][] WAYS = ways();

  private final long seed;
  private long number;

  /** The lines of a seed. */
  public Brackets(long seed) {
    this.seed = seed;
  }

  private static long[][] ways() {
    long[][] ways = new long[2 * MOST_PAIRS + 1][DEEPEST + 2];
    ways[0][0] = 1;
    for (int steps = 1; steps < ways.length; steps++) {
      for (int depth = 0; depth <= DEEPEST; depth++) {
        ways[steps][depth] =
            (depth > 0 ? ways[steps - 1][depth - 1] : 0)
                + (depth < DEEPEST ? ways[steps - 1][depth + 1] : 0);
      }
    }
    return ways;
  }

  @Override
  public void next(StringBuilder text) {
    Random random = SeededRandom.of(seed, number++);
    int[] open = new int[DEEPEST];
    int depth = 0;
    for (int steps = 2 * (1 + random.nextInt(MOST_PAIRS)); steps > 0; steps--) {
      long opening = depth < DEEPEST ? WAYS[steps - 1][depth + 1] : 0;
      if (random.nextDouble() * WAYS[steps][depth] < opening) {
        open[depth] = random.nextInt(KINDS);
        text.append(OPENING.charAt(open[depth++]));
      } else {
        text.append(CLOSING.charAt(open[--depth]));
      }
    }
    text.append('\n');
  }
}
