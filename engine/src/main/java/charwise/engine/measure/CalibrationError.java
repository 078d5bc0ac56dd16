package charwise.engine.measure;

/**
 * Whether probabilities mean what they say. Answers are put into 15 bins of equal width by the
 * probability they claim; the expected calibration error is the mean over all answers of how far
 * the share that is right in its bin is from the mean probability claimed there (Guo et al. 2017).
 */
public final class CalibrationError {
  private static final int BINS = 15;

  private final double[] claimed = new double[BINS];
  private final long[] right = new long[BINS];
  private long total;

  /** Counts an answer that claims to be right with a probability, 0 to 1. */
  public void add(double probability, boolean isRight) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    claimed[bin] += probability;
    right[bin] += isRight ? 1 : 0;
    total++;
  }

  /** The error, 0 to 1; NaN without answers. */
  public double value() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(claimed[bin] - right[bin]);
    }
    return sum / total;
  }
}
