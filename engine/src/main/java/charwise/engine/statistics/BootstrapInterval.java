package charwise.engine.statistics;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;

/**
 * A figure and how sure it is, for figures without a formula for that, such as a macro F1: items
 * are drawn anew from those that there are, as many and with replacement, and the figure computed
 * again and again (Efron 1979). Of its values 95 % are between {@code low} and {@code high}.
 *
 * @param value of the items as they are
 */
public record BootstrapInterval(double value, double low, double high) {
  private static final double TAIL = 0.025;

  /** A figure of items. */
  @FunctionalInterface
  public interface Figure {
    /** Its value for the items of these numbers; the array is used again afterwards. */
    double of(int[] items);
  }

  /**
   * The interval of a figure.
   *
   * @param items how many there are, at least one
   * @param resamples how often to draw; 1000 is usual
   * @param seed of the draws
   * @throws IllegalArgumentException if there is no item or no draw
   */
  public static BootstrapInterval of(int items, int resamples, long seed, Figure figure) {
    if (items < 1 || resamples < 1) {
      throw new IllegalArgumentException("nothing to draw from, or no draws");
    }
    int[] chosen = new int[items];
    Arrays.setAll(chosen, i -> i);
    double value = figure.of(chosen);
    double[] values = new double[resamples];
    RandomStream random = new RandomStream(seed);
    for (int draw = 0; draw < resamples; draw++) {
      for (int i = 0; i < items; i++) {
        chosen[i] = random.nextInt(items);
      }
      values[draw] = figure.of(chosen);
    }
    Arrays.sort(values);
    int cut = (int) (TAIL * resamples);
    return new BootstrapInterval(value, values[cut], values[resamples - 1 - cut]);
  }
}
