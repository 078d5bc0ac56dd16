package charwise.engine.task.language;

import charwise.engine.ngram.KneserNey;
import charwise.engine.ngram.NgramCounter;
import charwise.engine.parameter.FixedCounts;
import java.util.List;

/**
 * N-grams counted in the training text, and their weight λ beside a network: {@code p = (1 − λ) ·
 * p(network) + λ · p(n-grams)}. A network in minutes learns what a text is like, and counts know
 * what it says; see {@code adr/0030-n-grams-beside-the-network.md}.
 */
public final class NgramMix {
  /** The longest sequences that are counted beside a network. */
  public static final int ORDER = 8;

  /** The most that are counted: those of fewer units, where there would be more. */
  public static final int MOST_SEQUENCES = 1 << 20;

  private static final int HUNDRED = 100;

  private final KneserNey ngrams;
  private final int hundredths;

  /**
   * A mix.
   *
   * @param hundredths of the weight, from 1 to 99
   */
  NgramMix(KneserNey ngrams, int hundredths) {
    if (hundredths < 1 || hundredths >= HUNDRED) {
      throw new IllegalArgumentException("n-grams with a weight of " + hundredths + " hundredths");
    }
    this.ngrams = ngrams;
    this.hundredths = hundredths;
  }

  /** What {@link #tensors} gave, read again. */
  static NgramMix of(int vocabularySize, List<FixedCounts> tensors) {
    var ngrams =
        new KneserNey(
            vocabularySize,
            tensors.get(0).values(),
            tensors.get(1).values(),
            tensors.get(2).values());
    return new NgramMix(ngrams, tensors.get(3).values()[0]);
  }

  /**
   * Whether n-grams of a text may stand beside its network: they know nothing of conditions, and
   * take their weight from a part of the text that they have not counted.
   */
  public static boolean fits(TrainingText text) {
    return text.conditions() == 0 && text.validation().length() > 1;
  }

  /** The bytes that counting a text takes at the most, and measuring what counts know of it. */
  public static long memory(TrainingText text) {
    int counted = Math.min(text.train().length(), NgramCounter.MOST_UNITS);
    return (long) NgramCounter.BYTES_PER_UNIT * counted
        + NgramCounter.BYTES_PER_SEQUENCE * Math.min(MOST_SEQUENCES, (long) ORDER * counted)
        + 3L * Double.BYTES * text.validation().length();
  }

  List<FixedCounts> tensors() {
    return NgramSizes.tensors(
        ngrams.units(), ngrams.counts(), ngrams.followers(), new char[] {(char) hundredths});
  }

  NgramSizes sizes() {
    return new NgramSizes(ngrams.units().length, ngrams.followers().length);
  }

  /** The counts. */
  public KneserNey ngrams() {
    return ngrams;
  }

  /** λ. */
  public double weight() {
    return (double) hundredths / HUNDRED;
  }

  /**
   * The loss of a unit in nats.
   *
   * @param networkNats by the network alone
   * @param probability by the n-grams alone
   */
  double nats(double networkNats, double probability) {
    double network = StrictMath.exp(-networkNats);
    return -StrictMath.log((1 - weight()) * network + weight() * probability);
  }

  /**
   * The hundredths of the weight that explain a text best; 0 where n-grams explain nothing that the
   * network does not.
   *
   * @param networkNats the loss of each unit by the network alone
   * @param probabilities of the same units by the n-grams
   * @param first the first unit that counts
   */
  static int fit(double[] networkNats, double[] probabilities, int first) {
    double[] network = new double[networkNats.length];
    for (int i = first; i < network.length; i++) {
      network[i] = StrictMath.exp(-networkNats[i]);
    }
    int low = 0;
    int high = HUNDRED - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      // The likelihood is concave in the weight: where it still rises, the best is at least there.
      if (slope(network, probabilities, first, (middle - 0.5) / HUNDRED) > 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static double slope(double[] network, double[] probabilities, int first, double weight) {
    double slope = 0;
    for (int i = first; i < network.length; i++) {
      double difference = probabilities[i] - network[i];
      slope += difference / (network[i] + weight * difference);
    }
    return slope;
  }
}
