package charwise.engine.training;

import charwise.engine.kernel.Team;
import charwise.engine.task.Evaluation;
import charwise.engine.task.Task;
import java.util.Arrays;

/**
 * Measures how long a plan's steps and evaluations take on this machine, on a throw-away model, so
 * that the real run's weights depend on nothing measured but its number of steps. As a side effect
 * the run itself starts on compiled code.
 */
public final class SpeedProbe {
  private static final int RECENT = 40;
  private static final double STEPS_SHARE = 0.8;

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
   * Runs the plan for so many seconds, most of which go by until the code is compiled; the last
   * steps count.
   *
   * @param task made for the plan alone: its model is trained
   */
  public static Speed measure(TrainingPlan plan, Task task, int threads, double seconds) {
    long begin = System.nanoTime();
    try (Team team = new Team(threads)) {
      OptimizationStep step = new OptimizationStep(plan, task, team);
      double[] recent = new double[RECENT];
      int steps = 0;
      while (steps == 0 || seconds(begin) < STEPS_SHARE * seconds) {
        long start = System.nanoTime();
        step.run(steps);
        recent[steps++ % RECENT] = seconds(start);
      }
      double typical = lowerQuartile(recent, Math.min(steps, RECENT));
      double unit = typical / plan.task().unitsPerStep();
      Evaluation evaluation = task.evaluation(team);
      double evaluating = Math.min(
          evaluationSeconds(evaluation, (1 - STEPS_SHARE) * seconds),
          DEAREST_EVALUATION * unit * evaluation.units());
      return new Speed(typical, evaluating, seconds(begin));
    }
  }

  private static double evaluationSeconds(Evaluation evaluation, double atLeast) {
    double best = Double.POSITIVE_INFINITY;
    long begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      double share = evaluation.runPart();
      if (share == 0) {
        return 0;
      }
      best = Math.min(best, seconds(start) / share);
    } while (seconds(begin) < atLeast);
    return best;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  /** What most steps will take: those slowed down by compilation are not typical. */
  private static double lowerQuartile(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[count / 4];
  }
}
