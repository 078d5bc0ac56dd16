package charwise.engine.ngram;

import charwise.engine.data.Corpus;
import charwise.engine.loss.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * Interpolated Kneser–Ney models of orders 1 to n over one text (Kneser and Ney 1995, as
 * interpolated by Chen and Goodman 1998). With {@code c} the count of a unit w after its context h,
 * {@code N} and {@code T} the sum and the number of such counts over all units,
 *
 * <p>{@code p(w | h) = max(c − D, 0) / N + D T / N · p(w | h without its first unit)}
 *
 * <p>and, below order 1, {@code 1 / V}. The counts of the highest order are occurrences; those of
 * the lower ones are numbers of distinct units before the sequence. The discount is {@code D = n1 /
 * (n1 + 2 n2)} for each length, n1 and n2 being how many sequences have a count of 1 and 2, and a
 * half where none has 1. A context that never occurred leaves it to the shorter one.
 */
public final class KneserNey {
  /** The longest sequences that may be asked for. */
  public static final int MAXIMUM_ORDER = 16;

  private static final double USUAL_DISCOUNT = 0.5;

  private final int vocabularySize;
  private final NgramCounts counts;
  private final Level raw;
  private final Level continued;

  /** One kind of counts: its sums over what follows a context, and its discounts by length. */
  private static final class Level {
    final long[] total;
    final int[] distinct;
    final double[] discount;

    Level(int size, int order) {
      total = new long[size];
      distinct = new int[size];
      discount = new double[order + 1];
    }
  }

  /**
   * Counts a text.
   *
   * @param order of the largest model, from 1
   */
  public KneserNey(Corpus text, int order) {
    if (order < 1 || order > MAXIMUM_ORDER) {
      throw new IllegalArgumentException("no n-gram model has order " + order);
    }
    vocabularySize = text.vocabulary().size();
    counts = new NgramCounts(text, order);
    raw = sums(true);
    continued = sums(false);
  }

  private Level sums(boolean occurrences) {
    Level level = new Level(counts.size(), counts.order());
    int[] ones = new int[counts.order() + 1];
    int[] twos = new int[counts.order() + 1];
    for (int sequence = 1; sequence < counts.size(); sequence++) {
      int count = count(sequence, occurrences);
      if (count > 0) {
        level.total[counts.parent(sequence)] += count;
        level.distinct[counts.parent(sequence)]++;
      }
      ones[counts.length(sequence)] += count == 1 ? 1 : 0;
      twos[counts.length(sequence)] += count == 2 ? 1 : 0;
    }
    for (int n = 1; n <= counts.order(); n++) {
      level.discount[n] = ones[n] == 0 ? USUAL_DISCOUNT : ones[n] / (ones[n] + 2.0 * twos[n]);
    }
    return level;
  }

  private int count(int sequence, boolean occurrences) {
    return occurrences ? counts.occurrences(sequence) : counts.predecessors(sequence);
  }

  /**
   * The probability of a unit after others.
   *
   * @param order of the model
   * @param ids a text
   * @param position of the unit in it; what precedes it there is its context
   */
  public double probability(int order, char[] ids, int position) {
    double probability = 1.0 / vocabularySize;
    for (int n = 1; n <= Math.min(order, position + 1); n++) {
      int context = NgramCounts.ROOT;
      for (int i = position - n + 1; i < position; i++) {
        context = counts.find(context, ids[i]);
      }
      boolean highest = n == order;
      Level level = highest ? raw : continued;
      if (context != NgramCounts.NONE && level.total[context] > 0) {
        int sequence = counts.find(context, ids[position]);
        int count = sequence == NgramCounts.NONE ? 0 : count(sequence, highest);
        double discount = level.discount[n];
        probability =
            (Math.max(count - discount, 0) + discount * level.distinct[context] * probability)
                / level.total[context];
      }
    }
    return probability;
  }

  /**
   * The loss of a text under the model of an order; the first unit follows nothing and is not
   * counted, as with {@code Scorer}.
   */
  public Loss score(int order, Corpus text) {
    double nats = 0;
    for (int i = 1; i < text.length(); i++) {
      nats -= StrictMath.log(probability(order, text.ids(), i));
    }
    return new Loss(nats, Math.max(0, text.length() - 1));
  }

  /** The losses of a text under the models of orders 1 to the largest. */
  public List<Loss> scores(Corpus text) {
    List<Loss> losses = new ArrayList<>();
    for (int order = 1; order <= counts.order(); order++) {
      losses.add(score(order, text));
    }
    return losses;
  }
}
