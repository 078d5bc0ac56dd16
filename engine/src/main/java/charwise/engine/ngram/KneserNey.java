package charwise.engine.ngram;

import java.util.Arrays;

/**
 * An interpolated Kneser–Ney model of one order over a text (Kneser and Ney 1995, as interpolated
 * by Chen and Goodman 1998). With {@code c} the count of a unit w after its context h, {@code N}
 * and {@code T} the sum and the number of such counts over all units,
 *
 * <p>{@code p(w | h) = (max(c − D, 0) + D T · p(w | h without its first unit)) / N}
 *
 * <p>and, below order 1, {@code 1 / V}. The counts of the longest sequences, and of those that
 * begin a line where lines stand alone, are occurrences; those of all others are numbers of
 * distinct units before the sequence. The discount is {@code D = n1 / (n1 + 2 n2)} for each length,
 * n1 and n2 being how many sequences have a count of 1 and 2, and a half where none has 1. A
 * context that never occurred leaves it to the shorter one.
 *
 * <p>Sequences are numbered by length, then by that of the sequence without its last unit, then by
 * this unit, so that all that follows a context lies together. Contexts, which are the sequences
 * shorter than the order, have the same numbers plus one; 0 is the empty one. {@link NgramCounter}
 * counts, {@link NgramReader} reads.
 */
public final class KneserNey {
  /** The longest sequences that may be asked for. */
  public static final int MAXIMUM_ORDER = 16;

  static final int EMPTY = 0;
  static final int NONE = -1;

  private static final double USUAL_DISCOUNT = 0.5;

  private final int vocabularySize;
  private final int order;
  private final char[] units;
  private final char[] counts;
  private final char[] followers;

  /** By context: the first sequence that follows it; those of the next one end where these do. */
  private final int[] first;

  /** By context: N and D T of the formula. */
  private final double[] totals;

  private final double[] rests;

  /** By the length of a sequence. */
  private final double[] discounts;

  /**
   * A model of counts, which are not copied.
   *
   * @param units by sequence: its last unit
   * @param counts by sequence: its count
   * @param followers by context: the sequences that are longer by a unit
   * @throws IllegalArgumentException if these are no such counts
   */
  public KneserNey(int vocabularySize, char[] units, char[] counts, char[] followers) {
    this.vocabularySize = vocabularySize;
    this.units = units;
    this.counts = counts;
    this.followers = followers;
    check(counts.length == units.length);
    first = first();
    order = longest();
    discounts = new double[order + 1];
    totals = new double[followers.length];
    rests = new double[followers.length];
    sum();
  }

  private static void check(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("its n-grams do not fit together");
    }
  }

  private int[] first() {
    int[] begins = new int[followers.length + 1];
    for (int context = 0; context < followers.length; context++) {
      int end = begins[context] + followers[context];
      check(end >= begins[context] && end <= units.length);
      for (int sequence = begins[context]; sequence < end; sequence++) {
        check(units[sequence] < vocabularySize);
        check(sequence == begins[context] || units[sequence] > units[sequence - 1]);
      }
      begins[context + 1] = end;
    }
    check(begins[followers.length] == units.length);
    return begins;
  }

  /** The length of the longest sequences, which are those that are no contexts. */
  private int longest() {
    check(followers.length > 0);
    int length = 1;
    int begin = 0;
    while (begin + 1 < followers.length) {
      int end = first[begin + 1];
      check(end > begin && end < followers.length && length < MAXIMUM_ORDER);
      begin = end;
      length++;
    }
    return length;
  }

  private void sum() {
    int context = EMPTY;
    for (int length = 1; length <= order; length++) {
      int end = length == 1 ? 1 : length == order ? followers.length : first[context] + 1;
      discounts[length] = discount(first[context], first[end]);
      for (; context < end; context++) {
        int distinct = 0;
        for (int sequence = first[context]; sequence < first[context + 1]; sequence++) {
          totals[context] += counts[sequence];
          distinct += counts[sequence] > 0 ? 1 : 0;
        }
        rests[context] = discounts[length] * distinct;
      }
    }
  }

  private double discount(int from, int to) {
    int ones = 0;
    int twos = 0;
    for (int sequence = from; sequence < to; sequence++) {
      ones += counts[sequence] == 1 ? 1 : 0;
      twos += counts[sequence] == 2 ? 1 : 0;
    }
    return ones == 0 ? USUAL_DISCOUNT : ones / (ones + 2.0 * twos);
  }

  /** The length of the longest sequences. */
  public int order() {
    return order;
  }

  /** V, the units that it gives a probability. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** The last unit of each sequence; not a copy. */
  public char[] units() {
    return units;
  }

  /** The count of each sequence; not a copy. */
  public char[] counts() {
    return counts;
  }

  /** How many sequences follow each context; not a copy. */
  public char[] followers() {
    return followers;
  }

  /** The sequence of a context and a unit, or NONE. */
  private int find(int context, int unit) {
    int sequence = Arrays.binarySearch(units, first[context], first[context + 1], (char) unit);
    return sequence < 0 ? NONE : sequence;
  }

  /**
   * Reads a unit, and returns the probability that it had.
   *
   * @param contexts of 0, 1, … units before it, as many as the order; NONE where one is unknown.
   *     They become those of the unit that follows
   */
  double read(int[] contexts, int unit) {
    double probability = 1.0 / vocabularySize;
    int extended = EMPTY;
    for (int n = 0; n < order; n++) {
      int context = contexts[n];
      contexts[n] = extended;
      int sequence = context == NONE ? NONE : find(context, unit);
      extended = sequence == NONE ? NONE : sequence + 1;
      if (context != NONE && totals[context] > 0) {
        double own = sequence == NONE ? 0 : Math.max(counts[sequence] - discounts[n + 1], 0);
        probability = (own + rests[context] * probability) / totals[context];
      }
    }
    return probability;
  }

  /** The probabilities of all units, to the bit as {@link #read} has them. */
  void probabilities(int[] contexts, double[] all) {
    Arrays.fill(all, 0, vocabularySize, 1.0 / vocabularySize);
    for (int n = 0; n < order; n++) {
      int context = contexts[n];
      if (context != NONE && totals[context] > 0) {
        for (int unit = 0; unit < vocabularySize; unit++) {
          all[unit] *= rests[context];
        }
        for (int sequence = first[context]; sequence < first[context + 1]; sequence++) {
          all[units[sequence]] += Math.max(counts[sequence] - discounts[n + 1], 0);
        }
        for (int unit = 0; unit < vocabularySize; unit++) {
          all[unit] /= totals[context];
        }
      }
    }
  }
}
