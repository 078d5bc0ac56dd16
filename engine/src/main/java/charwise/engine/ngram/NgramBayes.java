package charwise.engine.ngram;

import charwise.engine.data.LabelledItems;
import java.util.Arrays;

/**
 * A classifier of texts by Bayes' rule: {@code p(label | text) ∝ p(label) · p(text | label)}, with
 * an n-gram model of units for the texts of each label (Peng and Schuurmans 2003), smoothed as by
 * Witten and Bell (1991). With {@code c} the count of a unit w after its context h, {@code N} and
 * {@code T} the sum and the number of such counts over all units,
 *
 * <p>{@code p(w | h) = (c + T · p(w | h without its first unit)) / (N + T)}
 *
 * <p>and, below order 1, one over the number of units there are. A text is framed by a mark before
 * and one behind it; the second is foretold like any unit. What a label does not know at all counts
 * alike for every label. It is what any network has to beat: it takes no training but counting.
 */
public final class NgramBayes {
  /** The longest sequences counted: three units of context. */
  private static final int ORDER = 4;

  /** Sequences of all labels together beyond which no more items are counted. */
  private static final int MOST_SEQUENCES = 4_000_000;

  /** A product of probabilities below which it is time to take its logarithm. */
  private static final double SMALL = 1e-200;

  private final int vocabularySize;
  private final int classes;
  private final NgramCounts[] counts;
  private final int[][] totals;
  private final int[][] distinct;
  private final double[] logPriors;
  private final double[] logJoint;
  private char[] framed = new char[0];

  /**
   * Counts items, in their order, until four million sequences are known.
   *
   * @param items at least one; a label without any is never found
   * @throws IllegalArgumentException if there is none
   */
  public NgramBayes(LabelledItems items) {
    if (items.size() == 0) {
      throw new IllegalArgumentException("no items to count");
    }
    vocabularySize = items.vocabulary().size();
    classes = items.labels().size();
    counts = new NgramCounts[classes];
    Arrays.setAll(counts, k -> new NgramCounts(ORDER));
    int sequences = 0;
    for (int item = 0; item < items.size() && sequences < MOST_SEQUENCES; item++) {
      int length =
          frame(items.inputs().ids(), items.inputs().start(item), items.inputs().end(item));
      NgramCounts label = counts[items.target(item)];
      sequences -= label.size();
      label.count(framed, 0, length);
      sequences += label.size();
    }
    totals = new int[classes][];
    distinct = new int[classes][];
    logPriors = new double[classes];
    logJoint = new double[classes];
    int[] itemCounts = items.counts();
    for (int k = 0; k < classes; k++) {
      logPriors[k] = StrictMath.log((double) itemCounts[k] / items.size());
      sum(k);
    }
  }

  /** Sets marks before and behind a text, of which not all counts if it is very long. */
  private int frame(char[] ids, int from, int to) {
    int length = Math.min(to - from, HashedNgrams.MAXIMUM_UNITS);
    if (framed.length < length + 2) {
      framed = new char[length + 2];
    }
    framed[0] = (char) vocabularySize;
    System.arraycopy(ids, from, framed, 1, length);
    framed[length + 1] = (char) (vocabularySize + 1);
    return length + 2;
  }

  /** What follows each sequence: how often anything, and how many different units. */
  private void sum(int k) {
    NgramCounts label = counts[k];
    totals[k] = new int[label.size()];
    distinct[k] = new int[label.size()];
    int mark = label.find(NgramCounts.ROOT, vocabularySize); // follows nothing
    for (int sequence = 1; sequence < label.size(); sequence++) {
      if (sequence != mark) {
        totals[k][label.parent(sequence)] += label.occurrences(sequence);
        distinct[k][label.parent(sequence)]++;
      }
    }
  }

  /**
   * The logits of a text: logarithms of {@code p(label) · p(text | label)}, of which the largest is
   * made 0. Not thread-safe.
   *
   * @param ids over the items' vocabulary
   * @param from the index of the text's first
   * @param to the index after its last
   * @param logits receives one for each label
   */
  public void logits(char[] ids, int from, int to, float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      logJoint[k] = logPriors[k] + logProbability(k, ids, from, to);
      largest = Math.max(largest, logJoint[k]);
    }
    for (int k = 0; k < classes; k++) {
      logits[k] = (float) (logJoint[k] - largest);
    }
  }

  /** The logarithm of the probability of a text under a label. */
  double logProbability(int k, char[] ids, int from, int to) {
    int length = frame(ids, from, to);
    NgramCounts label = counts[k];
    int[] contexts = new int[ORDER]; // of 0 to ORDER − 1 units
    Arrays.fill(contexts, NgramCounts.NONE);
    contexts[0] = NgramCounts.ROOT;
    contexts[1] = label.find(NgramCounts.ROOT, framed[0]);
    double log = 0;
    double product = 1;
    for (int i = 1; i < length; i++) {
      double probability = 1.0 / (vocabularySize + 1);
      int longer = NgramCounts.ROOT;
      for (int n = 0; n < ORDER; n++) {
        int context = contexts[n];
        contexts[n] = longer;
        longer = label.find(context, framed[i]);
        if (context != NgramCounts.NONE && totals[k][context] > 0) {
          int count = longer == NgramCounts.NONE ? 0 : label.occurrences(longer);
          probability =
              (count + distinct[k][context] * probability)
                  / (totals[k][context] + distinct[k][context]);
        }
      }
      product *= probability;
      if (product < SMALL) {
        log += StrictMath.log(product);
        product = 1;
      }
    }
    return log + StrictMath.log(product);
  }
}
