package charwise.corpora;

import java.util.Random;

/**
 * Letters by chance, to be copied or reversed: {@code bkxq}, and {@code bkxq} or {@code qxkb}.
 *
 * <pre>
 * input = letters "a" to "z", each as likely, whatever stands beside them
 * </pre>
 */
public final class Copy implements PairGenerator {
  static final int LETTERS = 26;

  private final long seed;
  private final Lengths lengths;
  private final boolean reversed;
  private long number;

  /**
   * The pairs of a seed.
   *
   * @param lengths letters of an input
   * @param reversed whether the target is the input from its end to its beginning
   */
  public Copy(long seed, Lengths lengths, boolean reversed) {
    this.seed = seed;
    this.lengths = lengths;
    this.reversed = reversed;
  }

  @Override
  public Pair nextPair() {
    Random random = SeededRandom.of(seed, number++);
    String input = letters(random, lengths, LETTERS);
    return new Pair(input, reversed ? new StringBuilder(input).reverse().toString() : input);
  }

  /** So many of the first letters of the alphabet. */
  static String letters(Random random, Lengths lengths, int distinct) {
    var letters = new StringBuilder();
    int length = lengths.least() + random.nextInt(lengths.most() - lengths.least() + 1);
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(distinct)));
    }
    return letters.toString();
  }
}
