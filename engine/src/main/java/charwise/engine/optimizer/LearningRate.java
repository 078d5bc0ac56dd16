package charwise.engine.optimizer;

/**
 * The learning rate of each step: linear warm-up to a peak, then a schedule.
 *
 * @param peak the rate at the end of warm-up
 * @param warmupSteps steps of warm-up, 0 for none
 * @param steps all steps of the run
 */
public record LearningRate(ScheduleType schedule, double peak, long warmupSteps, long steps) {
  /** The rate of step {@code t}, counted from 1. */
  public double at(long t) {
    if (t <= warmupSteps) {
      return peak * t / warmupSteps;
    }
    double progress = (double) (t - warmupSteps - 1) / Math.max(1, steps - warmupSteps);
    return peak * schedule.factor(Math.min(1, progress));
  }
}
