package charwise.engine.measure;

/**
 * Whether probabilities are as they say: the expected calibration error (Naeini et al. 2015; Guo et
 * al. 2017) over 15 bins of confidence, and what a softmax makes of logits.
 */
public final class Calibration {
  private static final int BINS = 15;

  private final long[] counts = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] confidence = new double[BINS];
  private long total;

  /** Counts an answer that was given with a probability. */
  public void add(double probability, boolean isRight) {
    int bin = Math.clamp((int) (probability * BINS), 0, BINS - 1);
    counts[bin]++;
    right[bin] += isRight ? 1 : 0;
    confidence[bin] += probability;
    total++;
  }

  /** The mean distance of confidence and the share of right answers; NaN of nothing. */
  public double error() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(confidence[bin] - right[bin]);
    }
    return sum / total;
  }

  /** The class with the greatest of some logits; of equals the first. */
  public static int likeliest(float[] logits, int from, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = logits[from + k] > logits[from + best] ? k : best;
    }
    return best;
  }

  /** The softmax of some logits. */
  public static double[] probabilities(float[] logits, int from, int classes) {
    double largest = logits[from + likeliest(logits, from, classes)];
    double[] probabilities = new double[classes];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      probabilities[k] = StrictMath.exp(logits[from + k] - largest);
      sum += probabilities[k];
    }
    for (int k = 0; k < classes; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /** The loss of a class in nats: minus the logarithm of its probability. */
  public static double nats(float[] logits, int from, int classes, int target) {
    double largest = logits[from + likeliest(logits, from, classes)];
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += StrictMath.exp(logits[from + k] - largest);
    }
    return StrictMath.log(sum) - (logits[from + target] - largest);
  }
}
