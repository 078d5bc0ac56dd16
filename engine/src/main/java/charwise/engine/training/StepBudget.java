package charwise.engine.training;

import charwise.engine.task.Task;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many steps a budget buys, where the plan itself, its sizes for instance, follows from the
 * number of steps. All but a budget of time is a function of the plans alone.
 */
public final class StepBudget {
  /** Operations a minute, before anything is measured. */
  private static final double GUESSED_SPEED = 10e12;

  /** What the first measurement would train in the time: little, because its code is cold. */
  private static final double FIRST_SHARE = 0.05;

  /**
   * A window of a measurement, as a share of up to so many seconds asked for. Of more, it grows
   * with the square root.
   */
  private static final double WINDOW_SHARE = 0.006;

  private static final double SHORT_SECONDS = 60;

  /** Of the time asked for, what measuring steps may take, and while code is being compiled. */
  private static final double MEASURING_SHARE = 0.2;

  private static final double WARMING_SHARE = 0.6;

  /**
   * Of a long time, measuring may take so many seconds and this share: where speeds do not agree by
   * then, the machine's own speed changes, and training is the better use of the time.
   */
  private static final double MEASURING_SECONDS = 8;

  private static final double LONG_MEASURING_SHARE = 0.03;

  /** So many times as long while code is being compiled. */
  private static final double LONG_WARMING = 4;

  /**
   * The first measurement warms up, the second finds the size of a run. Code is compiled beside
   * both, on the same cores, which the third no longer pays for.
   */
  private static final int MEASUREMENTS = 3;

  /** Where time is for so many times a run's steps, it is for its evaluations, too. */
  private static final double AMPLE = 3;

  /** The same by the guessed speed, on a slow or busy machine. */
  private static final double SURELY_AMPLE = 50;

  /** Work of steps of one size tells how long those of another take that is so near. */
  private static final double NEAR = 1.3;

  /** Evaluations of a run, fewer where they would cost more than their share of it. */
  private static final int EVALUATIONS = 20;

  private static final double EVALUATION_SHARE = 0.06;

  private final LongFunction<TrainingPlan> plans;
  private final Function<TrainingPlan, Trial> trials;
  private final LongSupplier nanoTime;

  /**
   * Budgets of one request.
   *
   * @param plans the plan of a number of steps
   * @param tasks a fresh task for a plan, to measure its speed
   * @param threads that will carry out the run
   */
  public StepBudget(
      LongFunction<TrainingPlan> plans, Function<TrainingPlan, Task> tasks, int threads) {
    this(plans, plan -> SpeedProbe.of(plan, tasks.apply(plan), threads), System::nanoTime);
  }

  StepBudget(
      LongFunction<TrainingPlan> plans,
      Function<TrainingPlan, Trial> trials,
      LongSupplier nanoTime) {
    this.plans = plans;
    this.trials = trials;
    this.nanoTime = nanoTime;
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
      steps = Math.min(steps, inSeconds(givenMinutes * 60, asked.since(), steps));
    } else if (givenSteps == null && givenEpochs == null) {
      steps = Math.min(steps, doing(defaultOperations));
    }
    return steps;
  }

  private long inEpochs(double epochs, long units) {
    return mostFitting(plan -> (plan.steps() - 0.5) * plan.task().unitsPerStep() <= epochs * units);
  }

  private long doing(double operations) {
    return mostFitting(plan -> plan.steps() * plan.operationsPerStep() <= operations);
  }

  /**
   * Measures plans until the one that was measured fits into what remains of the time, {@value
   * #MEASUREMENTS} at least where there is time. A run of {@code most} steps that will end long
   * before is not measured to the end, or not at all.
   */
  private long inSeconds(double seconds, long since, long most) {
    TrainingPlan longest = plans.apply(most);
    double guessed = most * longest.operationsPerStep() / (GUESSED_SPEED / 60);
    if (SURELY_AMPLE * guessed < seconds - spent(since)) {
      return most;
    }
    var meter = new SpeedMeter(windowSeconds(seconds), nanoTime);
    double allowed =
        Math.min(MEASURING_SHARE * seconds, MEASURING_SECONDS + LONG_MEASURING_SHARE * seconds);
    double allowedWarming = Math.min(WARMING_SHARE * seconds, LONG_WARMING * allowed);
    TrainingPlan plan =
        plans.apply(Math.min(most, doing(FIRST_SHARE * GUESSED_SPEED * seconds / 60)));
    for (int number = 1; ; number++) {
      try (Trial trial = trials.apply(plan)) {
        double step =
            meter.step(
                trial,
                number < MEASUREMENTS ? SpeedMeter.ROUGHLY : SpeedMeter.WELL,
                (number == 1 ? allowed / 2 : allowed) - spent(since),
                allowedWarming - spent(since));
        double left = (1 - EVALUATION_SHARE) * (seconds - spent(since));
        long steps = inSeconds(left, plan, new Speed(step, 0));
        if (steps > AMPLE * most) {
          return most;
        }
        TrainingPlan next = plans.apply(Math.min(most, steps));
        double ratio = next.operationsPerStep() / plan.operationsPerStep();
        boolean near = ratio < NEAR && ratio > 1 / NEAR;
        if (spent(since) > allowed || (near && number >= MEASUREMENTS)) {
          Speed speed = new Speed(step, meter.evaluation(trial));
          return inSeconds(seconds - spent(since), plan, speed);
        }
        plan = next;
      }
    }
  }

  private static double windowSeconds(double seconds) {
    double linear = WINDOW_SHARE * seconds;
    return seconds <= SHORT_SECONDS ? linear : linear * Math.sqrt(SHORT_SECONDS / seconds);
  }

  private double spent(long since) {
    return (nanoTime.getAsLong() - since) * 1e-9;
  }

  /** Half the time is for steps at the least, should the evaluation at the end take longer. */
  private long inSeconds(double seconds, TrainingPlan measured, Speed speed) {
    double stepShare = speed.stepSeconds() / measured.operationsPerStep();
    double evaluationShare = speed.evaluationSeconds() / measured.task().model().productWeights();
    return mostFitting(
        plan -> {
          long evaluations = Math.ceilDiv(plan.steps(), plan.evaluationEvery());
          double evaluating = evaluations * evaluationShare * plan.task().model().productWeights();
          return plan.steps() * stepShare * plan.operationsPerStep()
                  + Math.min(evaluating, seconds / 2)
              <= seconds;
        });
  }

  private long mostFitting(Predicate<TrainingPlan> fits) {
    return mostSteps(steps -> fits.test(plans.apply(steps)));
  }

  /** The most steps that fit, at least one, where all fit that are fewer. */
  public static long mostSteps(LongPredicate fits) {
    long few = 1;
    long many = 2;
    while (many < OptimizationPlan.MAXIMUM_STEPS && fits.test(many)) {
      few = many;
      many *= 2;
    }
    while (many - few > 1) {
      long middle = (few + many) / 2;
      if (fits.test(middle)) {
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
   * @param since when minutes begin, by {@link System#nanoTime}
   */
  public record Budget(
      @Nullable Double epochs, @Nullable Long steps, @Nullable Double minutes, long since) {
    /** A budget whose minutes begin now. */
    public Budget(@Nullable Double epochs, @Nullable Long steps, @Nullable Double minutes) {
      this(epochs, steps, minutes, minutes == null ? 0 : System.nanoTime());
    }

    /** No limit asked for. */
    public static final Budget OPEN = new Budget(null, null, null);

    /** A number of steps and nothing else. */
    public static Budget ofSteps(long steps) {
      return new Budget(null, steps, null);
    }
  }
}
