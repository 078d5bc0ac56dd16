package charwise.corpora;

import java.util.Random;

/**
 * Sums of two whole numbers: {@code 87+1409}, and {@code 1496}. As a text, one a line, such as
 * {@code 87+1409=1496}:
 *
 * <pre>
 * line   = number "+" number "=" sum LF
 * number = "0" to "9999", of 1 to {@value #MOST_DIGITS} digits, each count of digits as likely
 * </pre>
 */
public final class Addition implements PairGenerator {
  static final int MOST_DIGITS = 4;

  /** Of two numbers with more digits, the sum may be no {@code int}. */
  static final int LONGEST = 9;

  private final long seed;
  private final Lengths digits;
  private long number;

  /** The sums of a seed. */
  public Addition(long seed) {
    this(seed, new Lengths(1, MOST_DIGITS));
  }

  /**
   * The sums of a seed.
   *
   * @param digits of a number
   * @throws IllegalArgumentException if there may be more than {@value #LONGEST}
   */
  public Addition(long seed, Lengths digits) {
    if (digits.most() > LONGEST) {
      throw new IllegalArgumentException("numbers of at most " + LONGEST + " digits are added");
    }
    this.seed = seed;
    this.digits = digits;
  }

  @Override
  public Pair nextPair() {
    Random random = SeededRandom.of(seed, number++);
    int one = summand(random);
    int other = summand(random);
    return new Pair(one + "+" + other, Integer.toString(one + other));
  }

  @Override
  public void next(StringBuilder text) {
    Pair pair = nextPair();
    text.append(pair.input()).append('=').append(pair.target()).append('\n');
  }

  private int summand(Random random) {
    int least = 1;
    int count = digits.least() + random.nextInt(digits.most() - digits.least() + 1);
    for (; count > 1; count--) {
      least *= 10;
    }
    return least == 1 ? random.nextInt(10) : least + random.nextInt(9 * least);
  }
}
