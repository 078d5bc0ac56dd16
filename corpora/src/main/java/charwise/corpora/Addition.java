package charwise.corpora;

import java.util.Random;

/**
 * Sums of two whole numbers, one a line, such as {@code 87+1409=1496}:
 *
 * <pre>
 * line   = number "+" number "=" sum LF
 * number = "0" to "9999", of 1 to {@value #MOST_DIGITS} digits, each count of digits as likely
 * </pre>
 */
public final class Addition implements Generator {
  static final int MOST_DIGITS = 4;

  private final long seed;
  private long number;

  /** The sums of a seed. */
  public Addition(long seed) {
    this.seed = seed;
  }

  @Override
  public void next(StringBuilder text) {
    Random random = SeededRandom.of(seed, number++);
    int one = summand(random);
    int other = summand(random);
    text.append(one).append('+').append(other).append('=').append(one + other).append('\n');
  }

  private static int summand(Random random) {
    int least = 1;
    for (int digits = 1 + random.nextInt(MOST_DIGITS); digits > 1; digits--) {
      least *= 10;
    }
    return least == 1 ? random.nextInt(10) : least + random.nextInt(9 * least);
  }
}
