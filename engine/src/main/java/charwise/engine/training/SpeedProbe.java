package charwise.engine.training;

import charwise.engine.kernel.Team;
import charwise.engine.task.Evaluation;
import charwise.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan on a throw-away model to measure how long its steps and evaluations take on this
 * machine, so that the real run's weights depend on nothing measured but its number of steps. As a
 * side effect the run itself starts on compiled code.
 */
public final class SpeedProbe implements Trial {
  /**
   * Of the time allowed, a window, and what steps may take, longer while code is being compiled.
   */
  private static final double WINDOW_SHARE = 0.08;

  private static final double STEPS_SHARE = 0.75;
  private static final double WARMING_SHARE = 1.5;

  private final TrainingPlan plan;
  private final Task task;
  private final Team team;
  private final OptimizationStep step;
  private @Nullable Evaluation evaluation;
  private long number;

  private SpeedProbe(TrainingPlan plan, Task task, int threads) {
    this.plan = plan;
    this.task = task;
    team = new Team(threads);
    step = new OptimizationStep(plan, task, team);
  }

  /** A trial of a plan. */
  static Trial of(TrainingPlan plan, Task task, int threads) {
    return new SpeedProbe(plan, task, threads);
  }

  /**
   * Runs the plan until the speed no longer changes, for about so many seconds at the most.
   *
   * @param task made for the plan alone: its model is trained
   */
  public static Speed measure(TrainingPlan plan, Task task, int threads, double seconds) {
    var meter = new SpeedMeter(WINDOW_SHARE * seconds, System::nanoTime);
    try (Trial trial = of(plan, task, threads)) {
      double step =
          meter.step(trial, SpeedMeter.WELL, STEPS_SHARE * seconds, WARMING_SHARE * seconds);
      return new Speed(step, meter.evaluation(trial));
    }
  }

  @Override
  public void step() {
    step.run(number++ % plan.steps());
  }

  @Override
  public double evaluatePart() {
    Evaluation prepared = evaluation == null ? task.evaluation(team) : evaluation;
    evaluation = prepared;
    return prepared.runPart();
  }

  @Override
  public void close() {
    team.close();
  }
}
