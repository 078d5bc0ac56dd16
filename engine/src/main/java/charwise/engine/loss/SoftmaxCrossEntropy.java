package charwise.engine.loss;

import static charwise.engine.kernel.Kernels.SOFTMAX;

import charwise.engine.tensor.PanelMatrix;

/**
 * The cross-entropy of a softmax with the true next unit, in nats: {@code −ln(e^{logit_y} / Σ_n
 * e^{logit_n})}.
 */
public final class SoftmaxCrossEntropy {
  /** Where the engine's exp ends: of what is less likely, the logits tell how unlikely it is. */
  private static final float LEAST_LOGIT = -87;

  private SoftmaxCrossEntropy() {}

  /**
   * The loss of some rows.
   *
   * @param logits a row a position; overwritten by numbers proportional to the probabilities
   * @param targets the true unit of each row
   * @param nats receives the loss of each row
   */
  public static void forward(PanelMatrix logits, int[] targets, int row, int rows, double[] nats) {
    for (int r = row; r < row + rows; r++) {
      float highest = maximum(logits, r);
      float below = logits.values()[logits.index(r, targets[r])] - highest;
      float sum = exponentials(logits, highest, targets, r, nats);
      if (below < LEAST_LOGIT) {
        nats[r] = StrictMath.log(sum) - below;
      }
    }
  }

  /**
   * The loss of some rows, at most about 87 each, and its gradient: logits become {@code scale ·
   * (probabilities − one-hot target)}.
   */
  public static void backward(
      PanelMatrix logits, int[] targets, int row, int rows, double[] nats, float scale) {
    for (int r = row; r < row + rows; r++) {
      float sum = exponentials(logits, maximum(logits, r), targets, r, nats);
      SOFTMAX.scale(
          logits.values(), logits.row(0, r), logits.panelStride(), logits.columns(), scale / sum);
      logits.values()[logits.index(r, targets[r])] -= scale;
    }
  }

  /**
   * Like {@link #backward(PanelMatrix, int[], int, int, double[], float)}, but with label smoothing
   * (Szegedy et al. 2016): the gradient is that of a target which has the probability 1 − ε and,
   * with all others, a share of ε. The losses stay those of the true unit.
   *
   * @param smoothing ε, from 0 to below 1
   */
  public static void backward(
      PanelMatrix logits,
      int[] targets,
      int row,
      int rows,
      double[] nats,
      float scale,
      float smoothing) {
    backward(logits, targets, row, rows, nats, scale);
    if (smoothing == 0) {
      return;
    }
    float moved = scale * smoothing;
    float part = moved / logits.columns();
    for (int r = row; r < row + rows; r++) {
      for (int k = 0; k < logits.columns(); k++) {
        logits.values()[logits.index(r, k)] -= part;
      }
      logits.values()[logits.index(r, targets[r])] += moved;
    }
  }

  private static float maximum(PanelMatrix logits, int r) {
    return SOFTMAX.maximum(
        logits.values(), logits.row(0, r), logits.panelStride(), logits.columns());
  }

  private static float exponentials(
      PanelMatrix logits, float maximum, int[] targets, int r, double[] nats) {
    float sum =
        SOFTMAX.exponentials(
            logits.values(), logits.row(0, r), logits.panelStride(), logits.columns(), maximum);
    double probability = (double) logits.values()[logits.index(r, targets[r])] / sum;
    nats[r] = -StrictMath.log(probability);
    return sum;
  }
}
