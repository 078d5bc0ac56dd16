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
 *
 * @param first of the first model's logits
 * @param second of the second's; 0 without one
 */
public record LogitScales(double first, double second) {
  private static final int MOST_STEPS = 100;

  /** Less improvement than this by item, in nats, counts as no improvement. */
  private static final double ENOUGH = 1e-13;

  /** The share of what the slope promises that a step has to keep. */
  private static final double SUFFICIENT = 1e-4;

  /** Keeps a step finite where the models say the same. */
  private static final double RIDGE = 1e-9;

  /** In place of zero where all scales are: what is likeliest should stay so. */
  private static final double LEAST = 0.01;

  /**
   * The scale of one model.
   *
   * @param logits items by classes, row-major
   * @param targets the class of each item
   * @throws IllegalArgumentException if there are no items, or not as many logits
   */
  public static LogitScales fit(float[] logits, int[] targets, int classes) {
    return new Problem(logits, new float[logits.length], targets, classes)
        .alone(true)
        .orElseLeast();
  }

  /**
   * The scales of two models.
   *
   * @param first items by classes, row-major, of the one
   * @param second of the other
   * @param targets the class of each item
   * @throws IllegalArgumentException if there are no items, or not as many logits of each
   */
  public static LogitScales fit(float[] first, float[] second, int[] targets, int classes) {
    Problem problem = new Problem(first, second, targets, classes);
    LogitScales both = problem.solve(true, true);
    if (both.first >= 0 && both.second >= 0) {
      return both.orElseLeast();
    }
    LogitScales one = problem.alone(true);
    LogitScales other = problem.alone(false);
    return (problem.evaluate(one) <= problem.evaluate(other) ? one : other).orElseLeast();
  }

  private LogitScales orElseLeast() {
    return first + second > 0 ? this : new LogitScales(LEAST, 0);
  }

  /** The items, and the nats of scales with their derivatives. */
  private static final class Problem {
    private final float[] first;
    private final float[] second;
    private final int[] targets;
    private final int classes;
    private final double[] probabilities;

    /** Of the scales last evaluated: the first derivatives, and the second ones aa, ab, bb. */
    private final double[] gradient = new double[2];

    private final double[] curvature = new double[3];

    Problem(float[] first, float[] second, int[] targets, int classes) {
      if (targets.length == 0
          || first.length != (long) classes * targets.length
          || second.length != first.length) {
        throw new IllegalArgumentException(
            targets.length
                + " items of "
                + classes
                + " classes have "
                + first.length
                + " and "
                + second.length
                + " logits");
      }
      this.first = first;
      this.second = second;
      this.targets = targets;
      this.classes = classes;
      this.probabilities = new double[classes];
    }

    /** The best scale, zero or more, of the first or the second model without the other. */
    LogitScales alone(boolean ofFirst) {
      LogitScales scales = solve(ofFirst, !ofFirst);
      return new LogitScales(Math.max(0, scales.first), Math.max(0, scales.second));
    }

    /** The scales of least nats, of any sign; one that is not free is zero. */
    LogitScales solve(boolean firstFree, boolean secondFree) {
      LogitScales scales = new LogitScales(0, 0);
      double nats = evaluate(scales);
      for (int step = 0; step < MOST_STEPS; step++) {
        double da = firstFree ? gradient[0] : 0;
        double db = secondFree ? gradient[1] : 0;
        double ridge = RIDGE * (curvature[0] + curvature[2]) + Double.MIN_NORMAL;
        double aa = curvature[0] + ridge;
        double bb = curvature[2] + ridge;
        double ab = firstFree && secondFree ? curvature[1] : 0;
        double determinant = aa * bb - ab * ab;
        double a = (ab * db - bb * da) / determinant;
        double b = (ab * da - aa * db) / determinant;
        double promised = -(a * da + b * db);
        double length = 1;
        LogitScales next = new LogitScales(scales.first + a, scales.second + b);
        double nextNats = evaluate(next);
        while (nextNats > nats - SUFFICIENT * length * promised && length > RIDGE) {
          length /= 2;
          next = new LogitScales(scales.first + length * a, scales.second + length * b);
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
    double evaluate(LogitScales scales) {
      Arrays.fill(gradient, 0);
      Arrays.fill(curvature, 0);
      double guess = 1.0 / (targets.length + 1.0);
      double nats = 0;
      for (int item = 0; item < targets.length; item++) {
        int row = item * classes;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
          probabilities[k] = scales.first * first[row + k] + scales.second * second[row + k];
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
}
