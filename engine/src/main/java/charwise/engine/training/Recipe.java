package charwise.engine.training;

import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.TrainingText;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a user left open, by the rule that {@code adr/0005-default-recipe.md} argues for:
 *
 * <ul>
 *   <li>hidden size and window that grow with the number of steps ({@link RunSize});
 *   <li>without a number of steps or epochs, at most {@value #MAXIMUM_EPOCHS} epochs: a small text
 *       has then told what it can;
 *   <li>dropout from how often the text is read: none up to twice, a tenth more at each doubling,
 *       at most a half;
 *   <li>a peak learning rate that falls as the hidden size grows.
 * </ul>
 *
 * All of it follows from the request, the text's length and the number of steps, so a plan is
 * repeated by that number. A measured speed decides nothing else.
 */
public final class Recipe {
  /** Readings of the training text after which a run without a number of steps ends. */
  public static final int MAXIMUM_EPOCHS = 30;

  /** The budget, where none is asked for: operations that two cores do in about three minutes. */
  private static final double DEFAULT_OPERATIONS = 22e12;

  /** Operations a minute that a measurement starts from. */
  private static final double GUESSED_SPEED = 10e12;

  private static final int BATCH_SIZE = 32;

  private static final int RATE_HIDDEN_SIZE = 256;
  private static final double RESET_PROBABILITY = 0.02;
  private static final double WARMUP_SHARE = 0.02;
  private static final int EVALUATIONS = 20;
  private static final double EVALUATION_SHARE = 0.06;

  /** What measuring the speed may take of the time asked for. */
  private static final double PROBE_SHARE = 0.1;

  /** In less, hardly any code is compiled. Not more than a third of the time asked for. */
  private static final double MINIMUM_PROBE_SECONDS = 4;

  private static final double MAXIMUM_PROBE_SECONDS = 10;

  /** What reading a unit in one stream costs, in units of training. */
  private static final double EVALUATION_COST = 0.7;

  private final PlanRequest request;
  private final TrainingText text;
  private final int threads;

  private Recipe(PlanRequest request, TrainingText text, int threads) {
    this.request = request;
    this.text = text;
    this.threads = threads;
  }

  /** The plan for a request. Takes some seconds when minutes are asked for, to measure the speed. */
  public static TrainingPlan plan(PlanRequest request, TrainingText text, int threads) {
    return new Recipe(request, text, threads).plan();
  }

  private TrainingPlan plan() {
    return withSteps(steps());
  }

  private TrainingPlan withSteps(long steps) {
    CellType cell = or(request.cell(), CellType.LSTM);
    int layers = or(request.layerCount(), 2);
    RunSize size =
        request.hiddenSize() == null
            ? RunSize.of(steps, text.train().length(), cell, layers)
            : new RunSize(request.hiddenSize(), RunSize.timeSteps(steps));
    int hidden = size.hiddenSize();
    int batch = or(request.batchSize(), BATCH_SIZE);
    int timeSteps = or(request.timeSteps(), size.timeSteps());
    long characters = (long) batch * timeSteps;
    return new TrainingPlan(
        new LanguageModelConfig(
            cell,
            text.train().vocabulary().size(),
            hidden,
            layers,
            or(request.residual(), layers > 1)),
        new BatchPlan(
            request.items(),
            batch,
            timeSteps,
            request.items() == Items.LINE ? 0 : RESET_PROBABILITY),
        new OptimizationPlan(
            or(request.optimizer(), OptimizerType.ADAM),
            new LearningRate(
                or(request.schedule(), ScheduleType.COSINE),
                or(request.learningRate(), learningRate(cell, hidden)),
                or(request.warmupSteps(), Math.round(steps * WARMUP_SHARE)),
                steps),
            or(request.weightDecay(), 0.0),
            or(request.clipping(), Clipping.norm(5))),
        or(request.dropout(), layers == 1 ? 0.0 : dropout((double) steps * characters)),
        request.seed(),
        evaluationEvery(steps, characters),
        OnDivergence.STOP);
  }

  private static double learningRate(CellType cell, int hidden) {
    double peak = cell == CellType.RNN ? 2e-3 : 8e-3;
    double rate = peak * StrictMath.pow((double) RATE_HIDDEN_SIZE / hidden, 0.75);
    return roundedTo2Digits(Math.min(rate, 1.5 * peak));
  }

  private double dropout(double characters) {
    double epochs = characters / text.train().length();
    double dropout = 0.1 * StrictMath.log(epochs / 2) / StrictMath.log(2);
    return Math.round(20 * Math.clamp(dropout, 0, 0.5)) / 20.0;
  }

  private static double roundedTo2Digits(double value) {
    double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(value)) - 1);
    return Math.round(value / unit) * unit;
  }

  private long steps() {
    long steps = Long.MAX_VALUE;
    if (request.steps() != null) {
      steps = request.steps();
    }
    if (request.epochs() != null) {
      steps = Math.min(steps, stepsInEpochs(request.epochs()));
    } else if (request.steps() == null) {
      steps = stepsInEpochs(MAXIMUM_EPOCHS);
    }
    if (request.minutes() != null) {
      steps = Math.min(steps, stepsIn(request.minutes() * 60));
    } else if (request.steps() == null && request.epochs() == null) {
      steps = Math.min(steps, stepsDoing(DEFAULT_OPERATIONS));
    }
    return steps;
  }

  private long stepsInEpochs(double epochs) {
    double units = epochs * text.train().length();
    return most(plan -> (plan.steps() - 0.5) * plan.charactersPerStep() <= units);
  }

  private long stepsDoing(double operations) {
    return most(plan -> plan.steps() * operationsPerStep(plan) <= operations);
  }

  /** Measures twice: the first measurement tells of what size the second is best made. */
  private long stepsIn(double seconds) {
    double probe = Math.max(PROBE_SHARE * seconds, Math.min(MINIMUM_PROBE_SECONDS, seconds / 3));
    double allowed = Math.min(MAXIMUM_PROBE_SECONDS, probe) / 2;
    long guess = stepsDoing(GUESSED_SPEED * seconds / 60);
    SpeedProbe.Speed rough = SpeedProbe.measure(withSteps(guess), text, threads, allowed);
    long draft = stepsIn(seconds - rough.spent(), withSteps(guess), rough);
    SpeedProbe.Speed speed = SpeedProbe.measure(withSteps(draft), text, threads, allowed);
    return stepsIn(seconds - rough.spent() - speed.spent(), withSteps(draft), speed);
  }

  /** Half the time is for steps at the least, should the evaluation at the end take longer. */
  private long stepsIn(double seconds, TrainingPlan measured, SpeedProbe.Speed speed) {
    double perOperation = 1 / operationsPerStep(measured);
    double evaluationShare = speed.evaluationSeconds() / operationsPerUnit(measured);
    return most(plan -> {
      long evaluations = Math.ceilDiv(plan.steps(), plan.evaluationEvery());
      double evaluating = evaluations * evaluationShare * operationsPerUnit(plan);
      return plan.steps() * speed.stepSeconds() * operationsPerStep(plan) * perOperation
              + Math.min(evaluating, seconds / 2)
          <= seconds;
    });
  }

  /** The most steps whose plan fits, at least one. */
  private long most(Predicate<TrainingPlan> fits) {
    long few = 1;
    long many = 2;
    while (many < OptimizationPlan.MAXIMUM_STEPS && fits.test(withSteps(many))) {
      few = many;
      many *= 2;
    }
    while (many - few > 1) {
      long middle = (few + many) / 2;
      if (fits.test(withSteps(middle))) {
        few = middle;
      } else {
        many = middle;
      }
    }
    return few;
  }

  private static double operationsPerStep(TrainingPlan plan) {
    return operationsPerUnit(plan) * plan.charactersPerStep();
  }

  /** Six operations for each weight of a product: two forward, four backward. */
  private static double operationsPerUnit(TrainingPlan plan) {
    return 6 * plan.model().productWeights();
  }

  /** Twenty evaluations, fewer where they would cost more than their share of the run. */
  private long evaluationEvery(long steps, long charactersPerStep) {
    double cost = EVALUATION_COST * text.validation().length() / charactersPerStep;
    double affordable = EVALUATION_SHARE * steps / Math.max(1e-9, cost);
    return Math.ceilDiv(steps, Math.clamp((long) affordable, 1, Math.min(steps, EVALUATIONS)));
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return Objects.requireNonNullElse(asked, otherwise);
  }
}
