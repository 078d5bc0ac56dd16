package charwise.corpora;

import java.util.Random;

/**
 * A source of the letters ACGT whose entropy is known, to see how close a model comes to the least
 * possible loss. After each context of {@code order} letters the letters have weights that are
 * powers of two from 1 to 32, chosen once for all by chance, whatever the seed of the text: so the
 * texts of all seeds have the same statistics. Single letters and pairs of them give little away.
 */
public final class Dna {
  /** The order of the text named {@code dna}. */
  public static final int USUAL_ORDER = 4;

  /** The highest order: 4 to that power contexts. */
  public static final int HIGHEST_ORDER = 8;

  private static final int[] LETTERS = {'A', 'C', 'G', 'T'};
  private static final int WEIGHTS = 6;

  private Dna() {}

  /**
   * The source of an order.
   *
   * @param order letters of a context, 1 to {@link #HIGHEST_ORDER}
   * @throws IllegalArgumentException for any other order
   */
  public static MarkovChain chain(int order) {
    if (order < 1 || order > HIGHEST_ORDER) {
      throw new IllegalArgumentException("order " + order);
    }
    int count = 1 << (2 * order);
    var contexts = new Followers[count];
    for (int context = 0; context < count; context++) {
      Random random = SeededRandom.of(order, context);
      int[] weights = new int[LETTERS.length];
      int[] targets = new int[LETTERS.length];
      for (int letter = 0; letter < LETTERS.length; letter++) {
        weights[letter] = 1 << random.nextInt(WEIGHTS);
        targets[letter] = (context * LETTERS.length + letter) % count;
      }
      contexts[context] = new Followers(LETTERS, weights, targets);
    }
    return new MarkovChain(contexts);
  }
}
