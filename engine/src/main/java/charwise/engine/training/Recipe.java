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
 * Chooses what a user left open, by the rule that {@code adr/0005-default-recipe.md} argues for.
 * Everything follows from the request, the length of the training text and, when minutes are asked
 * for, the measured speed.
 */
public final class Recipe {
  private static final int BATCH = 32;
  private static final int TIME_STEPS = 64;
  private static final double RESET_PROBABILITY = 0.02;
  private static final double WARMUP_SHARE = 0.02;
  private static final int EVALUATIONS = 20;
  private static final double EVALUATION_SHARE = 0.05;

  /** What the default budget of about three minutes is worth, in multiply-adds of training. */
  private static final double DEFAULT_FLOPS = 58e12;

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
    double minutes = request.minutes() == null ? 3 : request.minutes();
    TrainingPlan draft = withSteps(1, minutes);
    long steps = steps(draft);
    return withSteps(steps, minutes);
  }

  private long steps(TrainingPlan draft) {
    long steps = Long.MAX_VALUE;
    if (request.steps() != null) {
      steps = request.steps();
    }
    if (request.epochs() != null) {
      double perEpoch = (double) text.train().length() / draft.charactersPerStep();
      steps = Math.min(steps, Math.max(1, Math.round(request.epochs() * perEpoch)));
    }
    if (request.minutes() != null) {
      steps = Math.min(steps, stepsIn(request.minutes() * 60, draft));
    }
    return steps == Long.MAX_VALUE ? defaultSteps(draft) : steps;
  }

  private long stepsIn(double seconds, TrainingPlan draft) {
    SpeedProbe.Speed speed = SpeedProbe.measure(draft, text, threads);
    double left = Math.max(0, seconds - speed.spent());
    long steps = Math.max(1, (long) (left / speed.stepSeconds()));
    long evaluations = Math.ceilDiv(steps, evaluationEvery(steps, draft.charactersPerStep()));
    left -= evaluations * speed.evaluationSeconds();
    return Math.max(1, (long) (left / speed.stepSeconds()));
  }

  /** About three minutes of two cores, whatever the model's size: 6 operations a weight and unit. */
  private static long defaultSteps(TrainingPlan draft) {
    LanguageModelConfig model = draft.model();
    double gates = model.cell().create().gateCount();
    double hidden = model.hiddenSize();
    double weights = gates * hidden * hidden * (2.0 * model.layerCount() - 1)
        + (double) model.vocabularySize() * hidden;
    return Math.max(100, Math.round(DEFAULT_FLOPS / (6 * weights * draft.charactersPerStep())));
  }

  private TrainingPlan withSteps(long steps, double minutes) {
    int layers = or(request.layerCount(), 2);
    LanguageModelConfig model = new LanguageModelConfig(
        or(request.cell(), CellType.LSTM),
        text.train().vocabulary().size(),
        or(request.hiddenSize(), 256),
        layers,
        or(request.residual(), layers > 1));
    int batch = or(request.batchSize(), BATCH);
    int timeSteps = or(request.timeSteps(), TIME_STEPS);
    return new TrainingPlan(
        model,
        request.items(),
        batch,
        timeSteps,
        steps,
        or(request.learningRate(), 8e-3),
        or(request.schedule(), ScheduleType.COSINE),
        or(request.warmupSteps(), Math.round(steps * WARMUP_SHARE)),
        or(request.optimizer(), OptimizerType.ADAM),
        or(request.weightDecay(), 0.0),
        or(request.clipping(), Clipping.norm(5.0)),
        or(request.dropout(), minutes >= 2 ? 0.2 : 0.0),
        request.items() == Items.LINE ? 0 : RESET_PROBABILITY,
        request.seed(),
        evaluationEvery(steps, (long) batch * timeSteps));
  }

  /** Twenty evaluations, fewer where they would cost more than a twentieth of the run. */
  private long evaluationEvery(long steps, long charactersPerStep) {
    double stepsPerEvaluation = 0.7 * text.validation().length() / charactersPerStep;
    double affordable = EVALUATION_SHARE * steps / Math.max(1e-9, stepsPerEvaluation);
    long evaluations = Math.clamp((long) affordable, 1, EVALUATIONS);
    return Math.max(1, Math.ceilDiv(steps, evaluations));
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return Objects.requireNonNullElse(asked, otherwise);
  }
}
