package charwise.engine.benchmark;

import java.util.Arrays;

/**
 * How long an action takes once it no longer gets faster.
 *
 * @param medianSeconds of the actions measured
 * @param warmUpSeconds that went by before
 */
record Timing(double medianSeconds, double warmUpSeconds) {
  private static final double LONGEST_ROUND = 0.5;
  private static final int ROUND_ACTIONS = 3;
  private static final double FASTER = 0.98;
  private static final int ROUNDS_WITHOUT_GAIN = 3;
  private static final double LONGEST_WARM_UP = 60;

  /**
   * Repeats an action in rounds of half a second, or of {@code seconds} if that is less, until
   * three rounds in a row were not two hundredths faster, by their medians, than the best before;
   * then measures.
   *
   * @param seconds how long to measure, at the least
   */
  static Timing of(Runnable action, double seconds) {
    long begin = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    int withoutGain = 0;
    while (withoutGain < ROUNDS_WITHOUT_GAIN && since(begin) < LONGEST_WARM_UP) {
      double median = median(action, Math.min(LONGEST_ROUND, seconds));
      withoutGain = median < FASTER * best ? 0 : withoutGain + 1;
      best = Math.min(best, median);
    }
    double warmUp = since(begin);
    return new Timing(median(action, seconds), warmUp);
  }

  private static double median(Runnable action, double atLeast) {
    double[] seconds = new double[16];
    int count = 0;
    long begin = System.nanoTime();
    while (count < ROUND_ACTIONS || since(begin) < atLeast) {
      if (count == seconds.length) {
        seconds = Arrays.copyOf(seconds, 2 * count);
      }
      long start = System.nanoTime();
      action.run();
      seconds[count++] = since(start);
    }
    Arrays.sort(seconds, 0, count);
    return (seconds[(count - 1) / 2] + seconds[count / 2]) / 2;
  }

  static double since(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
