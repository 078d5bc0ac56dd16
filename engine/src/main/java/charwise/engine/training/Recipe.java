package charwise.engine.training;

import charwise.engine.model.CellType;
import charwise.engine.model.LanguageModelConfig;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.text.Items;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a user left open, by the rule that {@code adr/0005-default-recipe.md} argues for:
 *
 * <ul>
 *   <li>hidden size 192 for three minutes, growing with the cube root of the budget, but no more than
 *       about 5.5 weights for each unit of training text;
 *   <li>without a number of steps or epochs, at most {@value #MAXIMUM_EPOCHS} epochs: a small text
 *       has then told what it can;
 *   <li>dropout from how often the text is read: none up to twice, a tenth more at each doubling,
 *       at most a half;
 *   <li>a peak learning rate that falls as the hidden size grows;
 *   <li>windows of 16 units below five minutes, of 32 below fifteen, then of 64.
 * </ul>
 *
 * All of it follows from the request, the text's length and, when minutes are asked for, the
 * measured speed, which decides the number of steps alone.
 */
public final class Recipe {
  /** Readings of the training text after which a run without a number of steps ends. */
  public static final int MAXIMUM_EPOCHS = 30;

  /** The budget, where none is asked for, in minutes of two cores. */
  private static final double DEFAULT_MINUTES = 3;

  /** What a minute of two cores is worth, in multiplications and additions of products. */
  private static final double FLOPS_PER_MINUTE = 13e12;

  private static final int BATCH_SIZE = 32;

  private static final int HIDDEN_SIZE = 192;
  private static final int RATE_HIDDEN_SIZE = 256;
  private static final double WEIGHTS_PER_UNIT = 5.5;
  private static final double RESET_PROBABILITY = 0.02;
  private static final double WARMUP_SHARE = 0.02;
  private static final int EVALUATIONS = 20;
  private static final double EVALUATION_SHARE = 0.06;

  /** What measuring the speed may take of the time asked for. */
  private static final double PROBE_SHARE = 0.1;

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
    return withSteps(steps(withSteps(1)));
  }

  private TrainingPlan withSteps(long steps) {
    CellType cell = or(request.cell(), CellType.LSTM);
    int layers = or(request.layerCount(), 2);
    int hidden = or(request.hiddenSize(), hiddenSize(cell, layers));
    int batch = or(request.batchSize(), BATCH_SIZE);
    int timeSteps = or(request.timeSteps(), timeSteps());
    long characters = (long) batch * timeSteps;
    return new TrainingPlan(
        new LanguageModelConfig(
            cell,
            text.train().vocabulary().size(),
            hidden,
            layers,
            or(request.residual(), layers > 1)),
        request.items(),
        batch,
        timeSteps,
        steps,
        or(request.learningRate(), learningRate(cell, hidden)),
        or(request.schedule(), ScheduleType.COSINE),
        or(request.warmupSteps(), Math.round(steps * WARMUP_SHARE)),
        or(request.optimizer(), OptimizerType.ADAM),
        or(request.weightDecay(), 0.0),
        or(request.clipping(), Clipping.norm(5)),
        or(request.dropout(), layers == 1 ? 0.0 : dropout((double) steps * characters)),
        request.items() == Items.LINE ? 0 : RESET_PROBABILITY,
        request.seed(),
        evaluationEvery(steps, characters));
  }

  /** The hidden size for the budget, but no larger than the text can feed. */
  private int hiddenSize(CellType cell, int layers) {
    double affordable = HIDDEN_SIZE * StrictMath.cbrt(minutes() / DEFAULT_MINUTES);
    double weightsPerSquare = cell.create().gateCount() * (2.0 * layers - 1);
    double fed = Math.sqrt(WEIGHTS_PER_UNIT * text.train().length() / weightsPerSquare);
    int steps = (int) Math.round(Math.min(affordable, fed) / 32);
    return 32 * Math.clamp(steps, 1, 32);
  }

  /** Short windows learn faster at first, since they give more updates for the same text. */
  private int timeSteps() {
    return minutes() < 5 ? 16 : minutes() < 15 ? 32 : 64;
  }

  private double minutes() {
    return or(request.minutes(), DEFAULT_MINUTES);
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

  private long steps(TrainingPlan draft) {
    double perEpoch = (double) text.train().length() / draft.charactersPerStep();
    long steps = Long.MAX_VALUE;
    if (request.steps() != null) {
      steps = request.steps();
    }
    if (request.epochs() != null) {
      steps = Math.min(steps, Math.round(request.epochs() * perEpoch));
    }
    if (request.minutes() != null) {
      steps = Math.min(steps, stepsIn(request.minutes() * 60, draft));
    } else if (steps == Long.MAX_VALUE) {
      steps = Math.round(
          DEFAULT_MINUTES * FLOPS_PER_MINUTE / (flopsPerUnit(draft) * draft.charactersPerStep()));
    }
    if (request.steps() == null && request.epochs() == null) {
      steps = Math.min(steps, Math.round(MAXIMUM_EPOCHS * perEpoch));
    }
    return Math.max(1, steps);
  }

  private long stepsIn(double seconds, TrainingPlan draft) {
    SpeedProbe.Speed speed = SpeedProbe.measure(
        draft, text, threads, Math.min(MAXIMUM_PROBE_SECONDS, seconds * PROBE_SHARE));
    double left = seconds - speed.spent();
    long fits = 0;
    long tooMany = 2 + (long) Math.max(0, left / speed.stepSeconds());
    while (tooMany - fits > 1) {
      long steps = (fits + tooMany) / 2;
      long evaluations =
          Math.ceilDiv(steps, evaluationEvery(steps, draft.charactersPerStep()));
      double needed = steps * speed.stepSeconds() + evaluations * speed.evaluationSeconds();
      if (needed <= left) {
        fits = steps;
      } else {
        tooMany = steps;
      }
    }
    return fits;
  }

  /** Six operations for each weight of a product: two forward, four backward. */
  private static double flopsPerUnit(TrainingPlan draft) {
    LanguageModelConfig model = draft.model();
    double hidden = model.hiddenSize();
    double recurrent =
        model.cell().create().gateCount() * hidden * hidden * (2.0 * model.layerCount() - 1);
    return 6 * (recurrent + model.vocabularySize() * hidden);
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
