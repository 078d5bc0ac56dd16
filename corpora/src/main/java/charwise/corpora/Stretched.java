package charwise.corpora;

import java.util.Random;

/**
 * Words drawn out and disturbed, and the words: {@code ffeeoebbbbeuuu}, and {@code febu}. They can
 * be found again, all of them: consonants and vowels take turns, each is said one to {@value
 * #MOST_TIMES} times, and where it is said three times or more, one of these may be another letter
 * of its kind. Who takes every run of a letter for that letter is wrong at more than one letter in
 * six.
 *
 * <pre>
 * word  = letters of "bdfgklmnprst" and of "aeiou" in turn, each as likely
 * input = for each letter of the word, that letter 1 to 4 times, each number as likely; of three or
 *         more, in {@value #DISTURBED} of all cases one is another letter of its kind
 * </pre>
 */
public final class Stretched implements PairGenerator {
  static final int MOST_TIMES = 4;
  static final double DISTURBED = 0.25;

  private static final String[] KINDS = {"bdfgklmnprst", "aeiou"};
  private static final int LEAST_DISTURBED = 3;

  private final long seed;
  private final Lengths lengths;
  private long number;

  /**
   * The pairs of a seed.
   *
   * @param lengths letters of a word
   */
  public Stretched(long seed, Lengths lengths) {
    this.seed = seed;
    this.lengths = lengths;
  }

  @Override
  public Pair nextPair() {
    Random random = SeededRandom.of(seed, number++);
    var input = new StringBuilder();
    var word = new StringBuilder();
    int length = lengths.least() + random.nextInt(lengths.most() - lengths.least() + 1);
    int first = random.nextInt(KINDS.length);
    for (int i = 0; i < length; i++) {
      String kind = KINDS[(first + i) % KINDS.length];
      int letter = random.nextInt(kind.length());
      word.append(kind.charAt(letter));
      int times = 1 + random.nextInt(MOST_TIMES);
      input.repeat(kind.charAt(letter), times);
      if (times >= LEAST_DISTURBED && random.nextDouble() < DISTURBED) {
        int other = (letter + 1 + random.nextInt(kind.length() - 1)) % kind.length();
        input.setCharAt(input.length() - 1 - random.nextInt(times), kind.charAt(other));
      }
    }
    return new Pair(input.toString(), word.toString());
  }
}
