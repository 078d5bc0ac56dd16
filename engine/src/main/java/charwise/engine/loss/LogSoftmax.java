package charwise.engine.loss;

import static charwise.engine.kernel.Kernels.SOFTMAX;

import charwise.engine.kernel.Panels;
import charwise.engine.tensor.PanelMatrix;

/**
 * The logarithms of the probabilities that one row of logits stands for, {@code logit_k − ln Σ_n
 * e^{logit_n}}, as doubles. What is not a finite number counts as the nearest that is, NaN as the
 * lowest.
 */
public final class LogSoftmax {
  private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private final float[] logits;
  private final float[] exponentials;
  private double normalizer;
  private float scale = 1;

  /** Room for a row of {@code size} logits. */
  public LogSoftmax(int size) {
    logits = new float[size];
    exponentials = new float[Panels.count(size) * Panels.WIDTH];
  }

  /** From now on logits are multiplied by {@code factor}, the inverse of a temperature. */
  public void scale(double factor) {
    scale = (float) factor;
  }

  /** Reads a row; it is not modified. Allocates nothing. */
  public void read(PanelMatrix matrix, int row) {
    for (int panel = 0; panel < matrix.panels(); panel++) {
      int start = panel * Panels.WIDTH;
      int end = Math.min(start + Panels.WIDTH, logits.length);
      int from = matrix.row(panel, row) - start;
      for (int k = start; k < end; k++) {
        logits[k] = scale * matrix.values()[from + k];
      }
    }
    makeFinite(logits);
    System.arraycopy(logits, 0, exponentials, 0, logits.length);
    float highest = SOFTMAX.maximum(exponentials, 0, Panels.WIDTH, logits.length);
    float sum = SOFTMAX.exponentials(exponentials, 0, Panels.WIDTH, logits.length, highest);
    normalizer = highest + StrictMath.log(sum);
  }

  /**
   * Makes what a model with absurd weights may bring forth the nearest number that is finite; NaN
   * is lowest.
   */
  public static void makeFinite(float[] logits) {
    int largest = 0; // the bits of a magnitude are ordered as it is, with NaN above infinity
    for (float logit : logits) {
      largest = Math.max(largest, Float.floatToRawIntBits(logit) & Integer.MAX_VALUE);
    }
    for (int k = 0; largest >= INFINITY_BITS && k < logits.length; k++) {
      logits[k] =
          Float.isNaN(logits[k])
              ? -Float.MAX_VALUE
              : Math.clamp(logits[k], -Float.MAX_VALUE, Float.MAX_VALUE);
    }
  }

  /** The logarithm of the probability of {@code k}, at most 0. */
  public double logProbability(int k) {
    return Math.min(0, logits[k] - normalizer);
  }

  /** The most probable; of several, the first. */
  public int best() {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      if (logits[k] > logits[best]) {
        best = k;
      }
    }
    return best;
  }
}
