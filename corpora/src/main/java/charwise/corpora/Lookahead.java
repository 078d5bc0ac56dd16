package charwise.corpora;

import java.util.Random;

/**
 * Letters by chance, and at each the letter that stands {@value #DISTANCE} behind it: {@code
 * bagdh}, and {@code dh...}. Who reads from left to right alone cannot do better than chance, which
 * is one in {@value #LETTERS}; who reads from both sides can answer all (Schuster and Paliwal
 * 1997).
 *
 * <pre>
 * input  = letters "a" to "h", each as likely, whatever stands beside them
 * target = as long; where there is nothing so far behind, "."
 * </pre>
 */
public final class Lookahead implements PairGenerator {
  static final int DISTANCE = 3;
  static final int LETTERS = 8;

  private final long seed;
  private final Lengths lengths;
  private long number;

  /**
   * The pairs of a seed.
   *
   * @param lengths letters of an input
   */
  public Lookahead(long seed, Lengths lengths) {
    this.seed = seed;
    this.lengths = lengths;
  }

  @Override
  public Pair nextPair() {
    Random random = SeededRandom.of(seed, number++);
    String input = Copy.letters(random, lengths, LETTERS);
    int behind = Math.min(DISTANCE, input.length());
    return new Pair(input, input.substring(behind) + ".".repeat(behind));
  }
}
