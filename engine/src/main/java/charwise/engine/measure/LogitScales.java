package charwise.engine.measure;

/**
 * What the logits of two models, or of one, are best multiplied by before they are added: the least
 * mean cross-entropy of {@code softmax(first · a + second · b)} on some items, both scales from 0 to
 * {@value #LARGEST}. With one model this is temperature scaling (Guo et al. 2017). The loss is convex
 * in the scales, and its minimum is found by Newton steps that never make it worse.
 *
 * @param first of the first model's logits
 * @param second of the second's; 0 without one
 */
public record LogitScales(double first, double second) {
  private static final double LARGEST = 20;
  private static final int MOST_STEPS = 50;
  private static final double PRECISION = 1e-10;

  /** Pulls scales that the items say little about towards 1, as strongly as one item would. */
  private static final double PRIOR = 1;

  /** The scale of one model's logits, a row of all classes for each target. */
  public static LogitScales fit(float[] logits, int[] targets, int classes) {
    return fit(logits, new float[0], targets, classes);
  }

  /** The scales of two models' logits; the second's may be empty. */
  public static LogitScales fit(
      float[] first, float[] second, int[] targets, int classes) {
    boolean two = second.length > 0;
    double a = two ? 0.5 : 1;
    double b = two ? 0.5 : 0;
    Slope now = new Slope(first, second, targets, classes, a, b);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = direction(now, a, b, two);
      double length = 1;
      Slope next = now;
      double nextA = a;
      double nextB = b;
      while (length > PRECISION) {
        nextA = Math.clamp(a - length * direction[0], 0, LARGEST);
        nextB = two ? Math.clamp(b - length * direction[1], 0, LARGEST) : 0;
        next = new Slope(first, second, targets, classes, nextA, nextB);
        if (next.loss < now.loss) {
          break;
        }
        length /= 4;
      }
      boolean better = next.loss < now.loss - PRECISION;
      if (next.loss < now.loss) {
        a = nextA;
        b = nextB;
        now = next;
      }
      if (!better) {
        break;
      }
    }
    return new LogitScales(a, b);
  }

  /** The Newton step, along a bound where a scale is at one and would leave it. */
  private static double[] direction(Slope s, double a, double b, boolean two) {
    boolean holdA = a <= 0 && s.da > 0 || a >= LARGEST && s.da < 0;
    boolean holdB = !two || b <= 0 && s.db > 0 || b >= LARGEST && s.db < 0;
    if (holdA || holdB) {
      return new double[] {holdA ? 0 : s.da / s.daa, holdB ? 0 : s.db / s.dbb};
    }
    double determinant = s.daa * s.dbb - s.dab * s.dab;
    return determinant > 1e-12 * s.daa * s.dbb
        ? new double[] {
          (s.da * s.dbb - s.db * s.dab) / determinant, (s.db * s.daa - s.da * s.dab) / determinant
        }
        : new double[] {s.da / s.daa, s.db / s.dbb};
  }

  /** Loss, gradient and curvature at some scales. */
  private static final class Slope {
    private double loss;
    private double da;
    private double db;
    private double daa;
    private double dab;
    private double dbb;

    Slope(
        float[] first, float[] second, int[] targets, int classes, double a, double b) {
      boolean two = second.length > 0;
      double[] p = new double[classes];
      for (int i = 0; i < targets.length; i++) {
        int from = i * classes;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
          p[k] = a * first[from + k] + (two ? b * second[from + k] : 0);
          largest = Math.max(largest, p[k]);
        }
        double target = p[targets[i]];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          p[k] = StrictMath.exp(p[k] - largest);
          sum += p[k];
        }
        loss += StrictMath.log(sum) + largest - target;
        add(p, sum, first, second, from, targets[i]);
      }
      double toOneA = a - (two ? 0.5 : 1);
      double toOneB = two ? b - 0.5 : 0;
      loss += PRIOR / 2 * (toOneA * toOneA + toOneB * toOneB);
      da += PRIOR * toOneA;
      db += PRIOR * toOneB;
      daa += PRIOR;
      dbb += PRIOR;
    }

    private void add(
        double[] p, double sum, float[] first, float[] second, int from, int target) {
      boolean two = second.length > 0;
      double meanA = 0;
      double meanB = 0;
      double squareA = 0;
      double squareB = 0;
      double product = 0;
      for (int k = 0; k < p.length; k++) {
        double share = p[k] / sum;
        double x = first[from + k];
        double y = two ? second[from + k] : 0;
        meanA += share * x;
        meanB += share * y;
        squareA += share * x * x;
        squareB += share * y * y;
        product += share * x * y;
      }
      da += meanA - first[from + target];
      db += two ? meanB - second[from + target] : 0;
      daa += squareA - meanA * meanA;
      dbb += squareB - meanB * meanB;
      dab += product - meanA * meanB;
    }
  }
}
