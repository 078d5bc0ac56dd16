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
    double near = f.lossAt(DELTA) - f.lossAt(-DELTA);
    double far = f.lossAt(2 * DELTA) - f.lossAt(-2 * DELTA);
    return (8 * near - far) / (12 * DELTA);
  }

  /** Adds a line to {@code violations} unless both numbers are close. */
  public static void compare(String what, double actual, double expected, List<String> violations) {
    double scale = Math.max(1, Math.abs(expected));
    if (!(Math.abs(actual - expected) <= TOLERANCE * scale)) {
      violations.add(what + " is " + actual + ", by differences " + expected);
    }
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
