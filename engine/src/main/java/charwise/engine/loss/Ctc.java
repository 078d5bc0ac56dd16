package charwise.engine.loss;

import static charwise.engine.kernel.Kernels.SOFTMAX;

import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;

/**
 * Connectionist temporal classification (Graves et al. 2006), the loss of labels that have no place
 * in time yet: {@code −ln p(labels) = −ln Σ_paths Π_t softmax(logits_t)[path_t]}. A path has a
 * label or the blank, id {@value #BLANK}, for each step; it stands for the labels that are left
 * when equal neighbours are made one and then blanks removed. The sum over all paths is made by the
 * forward-backward recursion over the labels with a blank around each of them, in logarithms, as
 * doubles, in one order.
 *
 * <p>An item's step t is row {@code row + t * rowStep} of the logits. One object serves one thread
 * and one item at a time; it allocates nothing after {@link #reserve}.
 */
public final class Ctc {
  /** The id that stands for no label. */
  public static final int BLANK = 0;

  /** e to less than this, added to 1, does not change a double. */
  private static final double NEGLIGIBLE = -40;

  private final int vocabularySize;
  private final LogSoftmax softmax;
  private final double[] posterior;
  private double[] logProbabilities = {};
  private double[] forward = {};
  private double[] backward = {};
  private double[] later = {};
  private int[] labels = {};
  private int states;

  /** Room for items of up to {@code steps} steps and {@code length} labels. */
  public Ctc(int vocabularySize, int steps, int length) {
    this.vocabularySize = vocabularySize;
    softmax = new LogSoftmax(vocabularySize);
    posterior = new double[vocabularySize];
    reserve(steps, length);
  }

  /** Makes room for items of up to {@code steps} steps and {@code length} labels. */
  public void reserve(int steps, int length) {
    int room = 2 * length + 1;
    if (room > labels.length) {
      labels = new int[room];
      backward = new double[room];
      later = new double[room];
    }
    int cells = Math.multiplyExact(steps, room);
    if (cells > forward.length) {
      forward = new double[cells];
      logProbabilities = new double[cells];
    }
  }

  /**
   * The fewest steps that have a path for the labels: one for each, and a blank between equal
   * neighbours. With fewer steps the pair is impossible.
   */
  public static int minimumSteps(int[] target, int from, int length) {
    int steps = length;
    for (int i = from + 1; i < from + length; i++) {
      if (target[i] == target[i - 1]) {
        steps++;
      }
    }
    return steps;
  }

  /**
   * The loss of an item in nats; positive infinity for an impossible pair.
   *
   * @param logits a row a step; not modified
   * @param target holds the labels from {@code from} to before {@code from + length}, none blank
   */
  public double forward(
      PanelMatrix logits, int row, int rowStep, int steps, int[] target, int from, int length) {
    if (steps < minimumSteps(target, from, length)) {
      return Double.POSITIVE_INFINITY;
    }
    if (steps == 0) {
      return 0;
    }
    if (2 * length >= labels.length || steps * (2L * length + 1) > forward.length) {
      throw new IllegalArgumentException("there is no room for " + steps + " steps, " + length);
    }
    extend(target, from, length);
    for (int t = 0; t < steps; t++) {
      readRow(logits, row + t * rowStep, t);
    }
    forward[0] = logProbabilities[0];
    Arrays.fill(forward, 1, states, Double.NEGATIVE_INFINITY);
    if (states > 1) {
      forward[1] = logProbabilities[1];
    }
    for (int t = 1; t < steps; t++) {
      int now = t * states;
      int before = now - states;
      for (int s = 0; s < states; s++) {
        double stay = forward[before + s];
        double next = s > 0 ? forward[before + s - 1] : Double.NEGATIVE_INFINITY;
        double skip = skips(s) ? forward[before + s - 2] : Double.NEGATIVE_INFINITY;
        forward[now + s] = logProbabilities[now + s] + logSum(stay, next, skip);
      }
    }
    int last = steps * states - 1;
    double beforeLast = states > 1 ? forward[last - 1] : Double.NEGATIVE_INFINITY;
    return -logSum(forward[last], beforeLast, Double.NEGATIVE_INFINITY);
  }

  /**
   * The loss of an item and its gradient: each of its rows of logits becomes {@code scale} times
   * the derivatives of the loss in nats, which are zero for an impossible pair.
   */
  public double backward(
      PanelMatrix logits,
      int row,
      int rowStep,
      int steps,
      int[] target,
      int from,
      int length,
      float scale) {
    double nats = forward(logits, row, rowStep, steps, target, from, length);
    if (nats == Double.POSITIVE_INFINITY) {
      for (int t = 0; t < steps; t++) {
        for (int k = 0; k < vocabularySize; k++) {
          logits.values()[logits.index(row + t * rowStep, k)] = 0f;
        }
      }
      return nats;
    }
    for (int t = steps - 1; t >= 0; t--) {
      stepBack(t, steps);
      sumPosteriors(t, nats);
      writeGradient(logits, row + t * rowStep, scale);
    }
    return nats;
  }

  /** The labels with a blank before, between and behind them: the states of the recursion. */
  private void extend(int[] target, int from, int length) {
    states = 2 * length + 1;
    Arrays.fill(labels, 0, states, BLANK);
    for (int i = 0; i < length; i++) {
      labels[2 * i + 1] = target[from + i];
    }
  }

  /** Whether a path may go from the label before straight to the state's, without a blank. */
  private boolean skips(int state) {
    return state > 2 && labels[state] != BLANK && labels[state] != labels[state - 2];
  }

  /** The logarithms of the probabilities of all states' labels at a step. */
  private void readRow(PanelMatrix logits, int logitsRow, int t) {
    softmax.read(logits, logitsRow);
    for (int s = 0; s < states; s++) {
      logProbabilities[t * states + s] = softmax.logProbability(labels[s]);
    }
  }

  /** Makes {@code backward} the logarithms of what may follow after each state at step t. */
  private void stepBack(int t, int steps) {
    if (t == steps - 1) {
      Arrays.fill(backward, 0, states, Double.NEGATIVE_INFINITY);
      backward[states - 1] = 0;
      backward[Math.max(0, states - 2)] = 0;
      return;
    }
    for (int s = 0; s < states; s++) {
      later[s] = backward[s] + logProbabilities[(t + 1) * states + s];
    }
    for (int s = 0; s < states; s++) {
      double next = s + 1 < states ? later[s + 1] : Double.NEGATIVE_INFINITY;
      double skip = s + 2 < states && skips(s + 2) ? later[s + 2] : Double.NEGATIVE_INFINITY;
      backward[s] = logSum(later[s], next, skip);
    }
  }

  /** The probability of each label at a step, given that the labels as a whole are right. */
  private void sumPosteriors(int t, double nats) {
    for (int s = 0; s < states; s++) {
      posterior[labels[s]] = 0;
    }
    for (int s = 0; s < states; s++) {
      posterior[labels[s]] += StrictMath.exp(forward[t * states + s] + backward[s] + nats);
    }
  }

  private void writeGradient(PanelMatrix logits, int logitsRow, float scale) {
    float[] values = logits.values();
    int offset = logits.row(0, logitsRow);
    float sum = SOFTMAX.exponentials(values, offset, logits.panelStride(), vocabularySize);
    SOFTMAX.scale(values, offset, logits.panelStride(), vocabularySize, scale / sum);
    for (int s = 0; s < states; s++) {
      values[logits.index(logitsRow, labels[s])] -= (float) (scale * posterior[labels[s]]);
      posterior[labels[s]] = 0;
    }
  }

  /** {@code ln(e^a + e^b + e^c)}. */
  private static double logSum(double a, double b, double c) {
    double maximum = Math.max(a, Math.max(b, c));
    if (maximum == Double.NEGATIVE_INFINITY) {
      return maximum;
    }
    double sum = exp(a - maximum) + exp(b - maximum) + exp(c - maximum);
    return sum == 1 ? maximum : maximum + StrictMath.log(sum);
  }

  private static double exp(double x) {
    return x < NEGLIGIBLE ? 0 : x == 0 ? 1 : StrictMath.exp(x);
  }
}
