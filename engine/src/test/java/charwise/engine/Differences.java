package charwise.engine;

import charwise.engine.kernel.RandomStream;
import java.util.List;

/** Gradients by fourth-order central differences, and what they are compared with. */
public final class Differences {
  private static final float DELTA = 0x1p-5f;
  private static final double TOLERANCE = 1e-3;

  private Differences() {}

  /** A loss as a function of one number's change. */
  @FunctionalInterface
  public interface Perturbed {
    /** The loss where the number is changed by {@code delta}. */
    double lossAt(float delta);
  }

  /** The derivative at no change. */
  public static double derivative(Perturbed f) {
    return derivative(f, DELTA);
  }

  private static double derivative(Perturbed f, float step) {
    double near = f.lossAt(step) - f.lossAt(-step);
    double far = f.lossAt(2 * step) - f.lossAt(-2 * step);
    return (8 * near - far) / (12 * step);
  }

  /**
   * The derivative of a function with kinks: of several steps, each of which passes fewer kinks
   * than the one before, the first by which it is close to {@code actual}, otherwise the last.
   * Small steps are less exact, so twice the tolerance is close then.
   */
  public static double derivativeBetweenKinks(Perturbed f, double actual) {
    double expected = derivative(f);
    for (float step = DELTA / 4; step >= DELTA / 256 && !isClose(actual, expected); step /= 4) {
      expected = derivative(f, step);
    }
    return Math.abs(actual - expected) <= 2 * TOLERANCE ? actual : expected;
  }

  /** Adds a line to {@code violations} unless both numbers are close. */
  public static void compare(String what, double actual, double expected, List<String> violations) {
    if (!isClose(actual, expected)) {
      violations.add(what + " is " + actual + ", by differences " + expected);
    }
  }

  private static boolean isClose(double actual, double expected) {
    return Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
  }

  /** Random numbers from {@code -bound} to {@code bound}. */
  public static float[] values(RandomStream random, int count, double bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }
}
