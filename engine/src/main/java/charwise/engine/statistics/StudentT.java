package charwise.engine.statistics;

/**
 * Student's t distribution with a whole number of degrees of freedom (Student 1908). The
 * probability is a finite sum (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4), so nothing is
 * approximated.
 */
public final class StudentT {
  private static final int BISECTIONS = 200;

  private StudentT() {}

  /**
   * The probability that {@code |T| <= t}.
   *
   * @param t 0 or more
   * @param degreesOfFreedom at least 1
   */
  public static double central(double t, int degreesOfFreedom) {
    check(degreesOfFreedom);
    double angle = StrictMath.atan(t / Math.sqrt(degreesOfFreedom));
    double sine = StrictMath.sin(angle);
    double cosine = StrictMath.cos(angle);
    boolean odd = degreesOfFreedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = 0;
    for (int k = odd ? 1 : 0; k <= degreesOfFreedom - 2; k += 2) {
      sum += term;
      term *= (k + 1.0) / (k + 2.0) * cosine * cosine;
    }
    return odd ? 2 / StrictMath.PI * (angle + sine * sum) : sine * sum;
  }

  /**
   * The t for which {@code |T| <= t} has the given probability: 4.303 for 0.95 and two degrees of
   * freedom.
   *
   * @param probability at least 0 and below 1
   * @throws IllegalArgumentException if there is no such t
   */
  public static double centralQuantile(double probability, int degreesOfFreedom) {
    check(degreesOfFreedom);
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException("no t has the probability " + probability);
    }
    double high = 1;
    while (central(high, degreesOfFreedom) < probability) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < BISECTIONS && low < high; i++) {
      double middle = (low + high) / 2;
      if (central(middle, degreesOfFreedom) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static void check(int degreesOfFreedom) {
    if (degreesOfFreedom < 1) {
      throw new IllegalArgumentException("degrees of freedom must be at least 1");
    }
  }
}
