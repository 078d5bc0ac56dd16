package charwise.engine.ngram;

import charwise.engine.data.LabelledItems;
import charwise.engine.kernel.RandomStream;

/**
 * Trains an {@link NgramLinear}: finds the weights W, bias counted, for which
 *
 * <p>{@code ½ |W|² + Σ_i C_i · −ln softmax(W x_i)[label of i]}
 *
 * <p>is least, by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013). The dual has a
 * distribution {@code q_i} over the classes for each item; {@code W = Σ_i C_i x_i (y_i − q_i)ᵀ},
 * with y_i the label as a distribution, holds throughout. A step takes one item, finds {@code p =
 * softmax(W x_i)}, and moves q_i towards it by the fraction of the way that surely helps most:
 *
 * <p>{@code s = min(1, (KL(q ‖ p) + |d|₁² / 2) / (|d|₁² + C_i |x_i|² |d|₂²))}, d being p − q.
 *
 * <p>So there is no learning rate, no weight is touched but those of the item's own n-grams, and
 * the penalty is exact all the same. It ends when q moves by less than a hundredth by item in a
 * pass.
 */
final class DualAscent {
  /** What a right answer counts against small weights. */
  private static final double C = 10;

  private static final double ENOUGH = 0.01;
  private static final int MOST_PASSES = 12;
  private static final int FEWEST_PASSES = 3;

  /** Units read in all passes together beyond which only the fewest passes are made. */
  private static final long MOST_UNITS = 100_000_000;

  /** Entries of all q together; items beyond them are left out. */
  private static final int LARGEST_DUAL = 1 << 26;

  private final NgramLinear model;
  private final LabelledItems items;
  private final double[] classWeights;
  private final long seed;
  private final int classes;
  private final NgramRow row;
  private final float[] dual;
  private final int[] order;
  private final float[] logits;
  private final double[] direction;

  DualAscent(NgramLinear model, LabelledItems items, double[] classWeights, long seed) {
    this.model = model;
    this.items = items;
    this.classWeights = classWeights;
    this.seed = seed;
    this.classes = model.classes();
    this.row = model.row();
    this.order = new int[Math.min(items.size(), LARGEST_DUAL / classes)];
    this.dual = new float[order.length * classes];
    this.logits = new float[classes];
    this.direction = new double[classes];
    for (int item = 0; item < order.length; item++) {
      dual[item * classes + items.target(item)] = 1; // as the weights are zero
      order[item] = item;
    }
  }

  void run() {
    long affordable = MOST_UNITS / Math.max(1, items.inputs().total());
    long passes = Math.max(FEWEST_PASSES, Math.min(MOST_PASSES, affordable));
    run((int) passes, ENOUGH);
  }

  /** Passes over all items until q moves by less than {@code enough} an item, or so many. */
  void run(int passes, double enough) {
    for (int pass = 0; pass < passes; pass++) {
      shuffle(RandomStream.of(seed, pass));
      double change = 0;
      for (int item : order) {
        change += step(item);
      }
      if (change < enough * order.length) {
        return;
      }
    }
  }

  /** Fisher and Yates. */
  private void shuffle(RandomStream random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /** A step on one item; answers how far q moved, as the sum of absolute differences. */
  private double step(int item) {
    row.read(items.inputs().ids(), items.inputs().start(item), items.inputs().end(item));
    model.logits(row, logits, 0);
    double c = C * classWeights[items.target(item)];
    double norm = row.count() == 0 ? 1 : 2; // the bias reads a feature that is always 1
    double s = stepSize(item * classes, c * norm);
    double moved = 0;
    for (int k = 0; k < classes; k++) {
      double change = s * direction[k];
      dual[item * classes + k] += (float) change;
      moved += Math.abs(change);
      logits[k] = (float) (-c * change);
      model.bias()[k] += logits[k];
    }
    float[] weights = model.weights();
    for (int i = 0; i < row.count(); i++) {
      int first = row.bucket(i) * classes;
      float value = row.value(i);
      for (int k = 0; k < classes; k++) {
        weights[first + k] += value * logits[k];
      }
    }
    return moved;
  }

  /** Leaves p − q in {@link #direction} and answers how far to go there. */
  private double stepSize(int first, double curvature) {
    double largest = logits[0];
    for (int k = 1; k < classes; k++) {
      largest = Math.max(largest, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      direction[k] = StrictMath.exp(logits[k] - largest);
      sum += direction[k];
    }
    double divergence = largest + StrictMath.log(sum);
    double absolute = 0;
    double squares = 0;
    for (int k = 0; k < classes; k++) {
      double q = dual[first + k];
      if (q > 0) {
        divergence += q * (StrictMath.log(q) - logits[k]);
      }
      double d = direction[k] / sum - q;
      direction[k] = d;
      absolute += Math.abs(d);
      squares += d * d;
    }
    double bound = absolute * absolute + curvature * squares;
    double gain = Math.max(0, divergence) + absolute * absolute / 2;
    return bound > 0 ? Math.min(1, gain / bound) : 0;
  }
}
