package charwise.engine.training;

import charwise.engine.kernel.Team;
import charwise.engine.task.Evaluation;
import charwise.engine.task.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;

/**
 * Measures how long a plan's steps and evaluations take on this machine, on a throw-away model, so
 * that the real run's weights depend on nothing measured but its number of steps. As a side effect
 * the run itself starts on compiled code.
 *
 * <p>What counts is the time on the clock, in windows of many steps: where other processes share
 * the cores, most of it goes by between steps, and neither the fastest nor the usual step tells how
 * long a thousand take.
 */
public final class SpeedProbe {
  /** Of the time allowed, what steps may take; the rest is for evaluations. */
  private static final double STEPS_SHARE = 0.8;

  /** Of the time for steps, a window. */
  private static final double WINDOW_SHARE = 0.06;

  /** How many windows must agree, and by how much the slowest may differ from the fastest. */
  private static final int AGREEING = 3;

  private static final double TOLERANCE = 0.1;

  /** After fewer steps, code may be slow in equal windows, and not be compiled yet. */
  private static final int LEAST_STEPS = 60;

  /** The windows that count where no others agree. */
  private static final int RECENT = 6;

  /**
   * What scoring a unit costs at the most, in units of training. More was measured only where the
   * code was not compiled yet.
   */
  private static final double DEAREST_EVALUATION = 3;

  private SpeedProbe() {}

  /**
   * Seconds that a step and an evaluation take.
   *
   * @param spent seconds that the measurement took
   */
  public record Speed(double stepSeconds, double evaluationSeconds, double spent) {}

  /**
   * Runs the plan until the speed no longer changes, for so many seconds at the most.
   *
   * @param task made for the plan alone: its model is trained
   */
  public static Speed measure(TrainingPlan plan, Task task, int threads, double seconds) {
    long begin = System.nanoTime();
    try (Team team = new Team(threads)) {
      double typical = stepSeconds(plan, new OptimizationStep(plan, task, team), seconds);
      double unit = typical / plan.task().unitsPerStep();
      Evaluation evaluation = task.evaluation(team);
      double evaluating =
          Math.min(
              evaluationSeconds(evaluation, (1 - STEPS_SHARE) * seconds),
              DEAREST_EVALUATION * unit * evaluation.units());
      return new Speed(typical, evaluating, seconds(begin));
    }
  }

  /** The time that a step takes in windows that agree, or in the last ones. */
  private static double stepSeconds(TrainingPlan plan, OptimizationStep step, double seconds) {
    double allowed = STEPS_SHARE * seconds;
    Deque<Double> windows = new ArrayDeque<>();
    long begin = System.nanoTime();
    long number = 0;
    do {
      long start = System.nanoTime();
      int steps = 0;
      do {
        step.run(number++ % plan.steps());
        steps++;
      } while (seconds(start) < WINDOW_SHARE * allowed);
      double window = seconds(start) / steps;
      windows.addFirst(window);
      DoubleSummaryStatistics latest = summary(windows, AGREEING);
      if (latest.getCount() == AGREEING
          && number >= LEAST_STEPS
          && latest.getMax() - latest.getMin() < TOLERANCE * latest.getMin()) {
        return latest.getAverage();
      }
    } while (seconds(begin) < allowed);
    return summary(windows, RECENT).getAverage();
  }

  private static DoubleSummaryStatistics summary(Deque<Double> windows, int count) {
    return windows.stream()
        .limit(Math.min(count, 1 + windows.size() / 2))
        .mapToDouble(seconds -> seconds)
        .summaryStatistics();
  }

  /** The time of an evaluation, by that of parts of it, of which the first only warm up. */
  private static double evaluationSeconds(Evaluation evaluation, double allowed) {
    long begin = System.nanoTime();
    double latest;
    do {
      double read = 0;
      long start = System.nanoTime();
      do {
        double share = evaluation.runPart();
        if (share == 0) {
          return 0;
        }
        read += share;
      } while (seconds(start) < allowed / 3);
      latest = seconds(start) / read;
    } while (seconds(begin) < allowed);
    return latest;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
