package charwise.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Measures a speed in windows of time, until the last ones agree. What counts is the time on the
 * clock: where other processes share the cores, most of it goes by between steps, and neither the
 * fastest nor the usual step tells how long a thousand take. In the first windows code is not
 * compiled yet, which takes seconds on free cores and many on busy ones; while each window is
 * faster than the one before, it is too early to tell. Where none agree in time, the mean of all
 * since then counts.
 */
final class SpeedMeter {
  /** Windows that must agree: for what to measure next, and for a run. */
  static final int ROUGHLY = 2;

  static final int WELL = 3;

  /** By how much the slowest of windows that agree may differ from the fastest. */
  private static final double TOLERANCE = 0.1;

  /** After fewer steps, code may be slow in equal windows, and not be compiled yet. */
  private static final int LEAST_STEPS = 60;

  /** What a window's work takes of that in the one before, while code is being compiled. */
  private static final double WARMING = 0.8;

  /** What evaluations may take, in windows, and while code is being compiled. */
  private static final int EVALUATION_WINDOWS = 2;

  private static final int WARMING_EVALUATION_WINDOWS = 5;

  private final double windowSeconds;
  private final LongSupplier nanoTime;

  /**
   * A meter.
   *
   * @param windowSeconds of a window; a step is done to its end
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  SpeedMeter(double windowSeconds, LongSupplier nanoTime) {
    this.windowSeconds = windowSeconds;
    this.nanoTime = nanoTime;
  }

  /**
   * Seconds that a step takes.
   *
   * @param agreeing how many windows must agree
   * @param seconds after which the last windows count though they do not agree
   * @param most seconds while code is being compiled
   */
  double step(Trial trial, int agreeing, double seconds, double most) {
    DoubleSupplier step =
        () -> {
          trial.step();
          return 1;
        };
    return settled(step, windowSeconds, agreeing, LEAST_STEPS, seconds, most);
  }

  /** Seconds that an evaluation takes. */
  double evaluation(Trial trial) {
    return settled(
        trial::evaluatePart,
        windowSeconds / 2,
        2,
        0,
        EVALUATION_WINDOWS * windowSeconds,
        WARMING_EVALUATION_WINDOWS * windowSeconds);
  }

  /** Seconds that a unit of work takes; 0 where there is no work. */
  private double settled(
      DoubleSupplier work,
      double windowLength,
      int agreeing,
      double least,
      double seconds,
      double most) {
    List<Window> warm = new ArrayList<>();
    long begin = nanoTime.getAsLong();
    double done = 0;
    double limit;
    do {
      Window window = window(work, windowLength);
      if (window.done == 0) {
        return 0;
      }
      done += window.done;
      boolean warming =
          warm.isEmpty() || done < least || window.each() < WARMING * warm.getLast().each();
      limit = warming ? most : seconds;
      if (warming) {
        warm.clear();
      }
      warm.add(window);
      if (warm.size() >= agreeing) {
        List<Window> last = warm.subList(warm.size() - agreeing, warm.size());
        if (spread(last) <= TOLERANCE) {
          return mean(last);
        }
      }
    } while (seconds(begin) < limit);
    return mean(warm);
  }

  private Window window(DoubleSupplier work, double length) {
    long begin = nanoTime.getAsLong();
    double done = 0;
    double last;
    do {
      last = work.getAsDouble();
      done += last;
    } while (last > 0 && seconds(begin) < length);
    return new Window(seconds(begin), done);
  }

  private double seconds(long since) {
    return (nanoTime.getAsLong() - since) * 1e-9;
  }

  private static double spread(List<Window> windows) {
    double least = windows.stream().mapToDouble(Window::each).min().orElseThrow();
    double most = windows.stream().mapToDouble(Window::each).max().orElseThrow();
    return most / least - 1;
  }

  private static double mean(List<Window> windows) {
    double seconds = 0;
    double done = 0;
    for (Window window : windows) {
      seconds += window.seconds;
      done += window.done;
    }
    return seconds / done;
  }

  /**
   * What was done in a window.
   *
   * @param done steps, or shares of an evaluation
   */
  private record Window(double seconds, double done) {
    double each() {
      return seconds / done;
    }
  }
}
