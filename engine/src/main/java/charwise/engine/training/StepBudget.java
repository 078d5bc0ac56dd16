package charwise.engine.training;

import charwise.engine.task.Task;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many steps a budget buys, where the plan itself, its sizes for instance, follows from the
 * number of steps. All but a budget of time is a function of the plans alone.
 */
public final class StepBudget {
  /** Operations a minute that a measurement starts from. */
  private static final double GUESSED_SPEED = 10e12;

  /** What a measurement of the speed may take of the time asked for, and all of them together. */
  private static final double PROBE_SHARE = 0.2;

  private static final double PROBES_SHARE = 0.45;
  private static final double MAXIMUM_PROBE_SECONDS = 20;
  private static final int MAXIMUM_PROBES = 4;

  /** What the first measurement would train in the time: little, because its code is cold. */
  private static final double FIRST_SHARE = 0.05;

  /** Evaluations of a run, fewer where they would cost more than their share of it. */
  private static final int EVALUATIONS = 20;

  private static final double EVALUATION_SHARE = 0.06;

  private final LongFunction<TrainingPlan> plans;
  private final Function<TrainingPlan, Task> tasks;
  private final int threads;

  /**
   * Budgets of one request.
   *
   * @param plans the plan of a number of steps
   * @param tasks a fresh task for a plan, to measure its speed
   * @param threads that will carry out the run
   */
  public StepBudget(
      LongFunction<TrainingPlan> plans, Function<TrainingPlan, Task> tasks, int threads) {
    this.plans = plans;
    this.tasks = tasks;
    this.threads = threads;
  }

  /**
   * The steps that a request amounts to: what ends first of its steps, epochs and minutes.
   *
   * @param units that an epoch reads
   * @param mostEpochs that a run without steps or epochs makes
   * @param defaultOperations that a run without any budget does
   */
  public long steps(Budget asked, long units, double mostEpochs, double defaultOperations) {
    Long givenSteps = asked.steps();
    Double givenEpochs = asked.epochs();
    Double givenMinutes = asked.minutes();
    long steps = givenSteps != null ? givenSteps : Long.MAX_VALUE;
    if (givenEpochs != null) {
      steps = Math.min(steps, inEpochs(givenEpochs, units));
    } else if (givenSteps == null) {
      steps = inEpochs(mostEpochs, units);
    }
    if (givenMinutes != null) {
      steps = Math.min(steps, inSeconds(givenMinutes * 60));
    } else if (givenSteps == null && givenEpochs == null) {
      steps = Math.min(steps, doing(defaultOperations));
    }
    return steps;
  }

  private long inEpochs(double epochs, long units) {
    return most(plan -> (plan.steps() - 0.5) * plan.task().unitsPerStep() <= epochs * units);
  }

  private long doing(double operations) {
    return most(plan -> plan.steps() * plan.operationsPerStep() <= operations);
  }

  /**
   * Measures plans until one of the sizes that were measured fits into what remains of the time. The
   * first measurement warms up, so there are two at least.
   */
  private long inSeconds(double seconds) {
    long begin = System.nanoTime();
    double allowed = Math.min(MAXIMUM_PROBE_SECONDS, PROBE_SHARE * seconds);
    TrainingPlan plan = plans.apply(doing(FIRST_SHARE * GUESSED_SPEED * seconds / 60));
    for (int probes = 1; ; probes++) {
      SpeedProbe.Speed speed = measure(plan, allowed);
      double spent = (System.nanoTime() - begin) * 1e-9;
      long steps = inSeconds(seconds - spent, plan, speed);
      TrainingPlan next = plans.apply(steps);
      boolean measured = next.operationsPerStep() == plan.operationsPerStep();
      if (probes > 1
          && (measured || probes == MAXIMUM_PROBES || spent > PROBES_SHARE * seconds - allowed)) {
        return steps;
      }
      plan = next;
    }
  }

  private SpeedProbe.Speed measure(TrainingPlan plan, double seconds) {
    return SpeedProbe.measure(plan, tasks.apply(plan), threads, seconds);
  }

  /** Half the time is for steps at the least, should the evaluation at the end take longer. */
  private long inSeconds(double seconds, TrainingPlan measured, SpeedProbe.Speed speed) {
    double stepShare = speed.stepSeconds() / measured.operationsPerStep();
    double evaluationShare =
        speed.evaluationSeconds() / measured.task().model().productWeights();
    return most(plan -> {
      long evaluations = Math.ceilDiv(plan.steps(), plan.evaluationEvery());
      double evaluating = evaluations * evaluationShare * plan.task().model().productWeights();
      return plan.steps() * stepShare * plan.operationsPerStep()
              + Math.min(evaluating, seconds / 2)
          <= seconds;
    });
  }

  /** The most steps whose plan fits, at least one. */
  private long most(Predicate<TrainingPlan> fits) {
    long few = 1;
    long many = 2;
    while (many < OptimizationPlan.MAXIMUM_STEPS && fits.test(plans.apply(many))) {
      few = many;
      many *= 2;
    }
    while (many - few > 1) {
      long middle = (few + many) / 2;
      if (fits.test(plans.apply(middle))) {
        few = middle;
      } else {
        many = middle;
      }
    }
    return few;
  }

  /**
   * Steps from one evaluation to the next.
   *
   * @param cost of an evaluation, in steps
   */
  public static long evaluationEvery(long steps, double cost) {
    double affordable = EVALUATION_SHARE * steps / Math.max(1e-9, cost);
    return Math.ceilDiv(steps, Math.clamp((long) affordable, 1, Math.min(steps, EVALUATIONS)));
  }

  /**
   * What a user allows a run; whatever ends first.
   *
   * @param epochs readings of the training data
   */
  public record Budget(@Nullable Double epochs, @Nullable Long steps, @Nullable Double minutes) {
    /** No limit asked for. */
    public static final Budget OPEN = new Budget(null, null, null);

    /** A number of steps and nothing else. */
    public static Budget ofSteps(long steps) {
      return new Budget(null, steps, null);
    }
  }
}
