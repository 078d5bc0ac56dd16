package charwise.engine.measure;

import java.util.Arrays;

/**
 * Makes probabilities of logits that mean what they say. One scale, the inverse of a temperature,
 * makes too sure a model modest (Guo et al. 2017); with two models of the same classes, a scale for
 * each also weighs them: {@code p = softmax(a · first + b · second)}.
 *
 * <p>The scales are those, zero or more, for which the nats of items that no model has learnt from
 * are least. That is a convex problem without limits, which Newton's method solves; where a scale
 * would become negative, it is left out. Of n items each counts for its class only by {@code n / (n
 * + 1)}, and for all classes alike by the rest, so that a model that is right on all of a few items
 * does not become infinitely sure (after Platt 1999).
 */
public final class LogitScales {
  private static final int MOST_STEPS = 100;

  /** An improvement by item, in nats, that is none. */
  private static final double ENOUGH = 1e-13;

  /** The share of what the slope promises that a step has to keep. */
  private static final double SUFFICIENT = 1e-4;

  /** Keeps a step finite where the models say the same. */
  private static final double RIDGE = 1e-9;

  /** In place of zero where all scales are: what is likeliest should stay so. */
  private static final double LEAST = 0.01;

  private final int classes;
  private final int[] targets;
  private final float[] first;
  private final float[] second;
  private final double[] probabilities;

  /** Of the scales last evaluated: the first derivatives, and the second ones aa, ab, bb. */
  private final double[] gradient = new double[2];

  private final double[] curvature = new double[3];

  private LogitScales(int classes, int[] targets, float[] first, float[] second) {
    if (targets.length == 0
        || first.length != (long) classes * targets.length
        || second.length != first.length) {
      throw new IllegalArgumentException(
          targets.length + " items of " + classes + " classes have " + first.length + " and "
              + second.length + " logits");
    }
    this.classes = classes;
    this.targets = targets;
    this.first = first;
    this.second = second;
    this.probabilities = new double[classes];
  }

  /**
   * The scale of one model.
   *
   * @param targets the class of each item
   * @param logits items by classes, row-major
   * @throws IllegalArgumentException if there are no items, or not as many logits
   */
  public static double fit(int classes, int[] targets, float[] logits) {
    float[] none = new float[logits.length];
    double scale = new LogitScales(classes, targets, logits, none).solve(true, false)[0];
    return scale > 0 ? scale : LEAST;
  }

  /**
   * The scales of two models.
   *
   * @param targets the class of each item
   * @param first items by classes, row-major, of the one
   * @param second of the other
   * @throws IllegalArgumentException if there are no items, or not as many logits of each
   */
  public static double[] fit(int classes, int[] targets, float[] first, float[] second) {
    LogitScales problem = new LogitScales(classes, targets, first, second);
    double[] both = problem.solve(true, true);
    if (both[0] >= 0 && both[1] >= 0) {
      return both;
    }
    double[] one = {Math.max(0, problem.solve(true, false)[0]), 0};
    double[] other = {0, Math.max(0, problem.solve(false, true)[1])};
    double[] better = problem.evaluate(one) <= problem.evaluate(other) ? one : other;
    return better[0] + better[1] > 0 ? better : new double[] {LEAST, 0};
  }

  /** The scales of least nats, of any sign; one that is not free is zero. */
  private double[] solve(boolean firstFree, boolean secondFree) {
    double[] scales = new double[2];
    double nats = evaluate(scales);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] slope = {firstFree ? gradient[0] : 0, secondFree ? gradient[1] : 0};
      double ridge = RIDGE * (curvature[0] + curvature[2]) + Double.MIN_NORMAL;
      double aa = curvature[0] + ridge;
      double bb = curvature[2] + ridge;
      double ab = firstFree && secondFree ? curvature[1] : 0;
      double determinant = aa * bb - ab * ab;
      double a = (ab * slope[1] - bb * slope[0]) / determinant;
      double b = (ab * slope[0] - aa * slope[1]) / determinant;
      double promised = -(a * slope[0] + b * slope[1]);
      double length = 1;
      double[] next = {scales[0] + a, scales[1] + b};
      double nextNats = evaluate(next);
      while (nextNats > nats - SUFFICIENT * length * promised && length > RIDGE) {
        length /= 2;
        next[0] = scales[0] + length * a;
        next[1] = scales[1] + length * b;
        nextNats = evaluate(next);
      }
      if (!(nats - nextNats > ENOUGH * targets.length)) {
        break;
      }
      scales = next;
      nats = nextNats;
    }
    return scales;
  }

  /** The nats of all items; leaves their derivatives in the fields. */
  private double evaluate(double[] scales) {
    Arrays.fill(gradient, 0);
    Arrays.fill(curvature, 0);
    double guess = 1.0 / (targets.length + 1.0);
    double nats = 0;
    for (int item = 0; item < targets.length; item++) {
      int row = item * classes;
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        probabilities[k] = scales[0] * first[row + k] + scales[1] * second[row + k];
        largest = Math.max(largest, probabilities[k]);
      }
      nats -= (1 - guess) * (probabilities[targets[item]] - largest);
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        nats -= guess / classes * (probabilities[k] - largest);
        probabilities[k] = StrictMath.exp(probabilities[k] - largest);
        sum += probabilities[k];
      }
      nats += StrictMath.log(sum);
      differentiate(row, sum, targets[item], guess);
    }
    return nats;
  }

  private void differentiate(int row, double sum, int target, double guess) {
    double meanOfFirst = 0;
    double meanOfSecond = 0;
    for (int k = 0; k < classes; k++) {
      double p = probabilities[k] / sum;
      double a = first[row + k];
      double b = second[row + k];
      double missing = p - guess / classes - (k == target ? 1 - guess : 0);
      gradient[0] += missing * a;
      gradient[1] += missing * b;
      curvature[0] += p * a * a;
      curvature[1] += p * a * b;
      curvature[2] += p * b * b;
      meanOfFirst += p * a;
      meanOfSecond += p * b;
    }
    curvature[0] -= meanOfFirst * meanOfFirst;
    curvature[1] -= meanOfFirst * meanOfSecond;
    curvature[2] -= meanOfSecond * meanOfSecond;
  }
}
