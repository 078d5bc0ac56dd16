package charwise.engine.task.transducer;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Pairs;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.PeakRate;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.StepBudget;
import charwise.engine.training.TrainingPlan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a user left open, by the rule that {@code adr/0012-recipes-of-tasks.md} and {@code
 * adr/0016-transducer-rate.md} argue for, and without attention {@code
 * adr/0019-one-vector-learns-evenly.md}. All of it follows from the request, the pairs and the
 * number of steps.
 */
public final class TransducerRecipe {
  /** Readings of the pairs after which a run without a budget ends. */
  private static final double MAXIMUM_EPOCHS = 100;

  /** The budget, where none is asked for: operations that two cores do in about three minutes. */
  private static final double DEFAULT_OPERATIONS = 18e12;

  private static final int BATCH_SIZE = 64;

  /** Batches of the usual size hold sources, and answers, of up to so many units. */
  private static final int UNITS_PER_ITEM = 64;

  private static final int HIDDEN_SIZE = 128;

  /** Pairs from which on attention reads and writes with twice as many units. */
  private static final int MANY_PAIRS = 40_000;

  private static final double DROPOUT = 0.2;
  private static final double UNIT_DROPOUT = 0.01;
  private static final double TARGET_DROPOUT = 0;
  private static final double LABEL_SMOOTHING = 0.1;

  private static final PeakRate LEARNING_RATE = new PeakRate(6e-3, 0.4, HIDDEN_SIZE);
  private static final double TABLE_RATE = 5;
  private static final double BOTTLENECK_TABLE_RATE = 2;
  private static final double WARMUP_SHARE = 0.05;

  /** What reading a unit and writing an answer costs, in units of training. */
  private static final double EVALUATION_COST = 0.6;

  private final TransducerRequest request;
  private final TransducerData data;
  private final TransducerConfig model;
  private final TransducerPlan task;
  private final long units;
  private final double evaluationSteps;

  private TransducerRecipe(TransducerRequest request, TransducerData data) {
    this.request = request;
    this.data = data;
    model = model();
    PairSteps pairs = new PairSteps(model, data.train());
    units = pairs.units();
    task = task(pairs);
    evaluationSteps =
        EVALUATION_COST * new PairSteps(model, data.validation()).units() / task.unitsPerStep();
  }

  /**
   * The plan for a request. Takes some seconds when minutes are asked for, to measure the speed.
   */
  public static TrainingPlan plan(TransducerRequest request, TransducerData data, int threads) {
    TransducerRecipe recipe = new TransducerRecipe(request, data);
    StepBudget budget =
        new StepBudget(recipe::withSteps, plan -> TransducerTask.of(plan, data), threads);
    return recipe.withSteps(
        budget.steps(request.budget(), recipe.units, MAXIMUM_EPOCHS, DEFAULT_OPERATIONS));
  }

  private TransducerConfig model() {
    boolean ctc = request.decoder() == DecoderType.CTC;
    boolean large = !ctc && data.train().size() >= MANY_PAIRS;
    EncoderConfig encoder =
        request
            .encoder()
            .config(
                data.train().sourceVocabularySize(),
                CellType.GRU_RESET_AFTER,
                large ? 2 * HIDDEN_SIZE : HIDDEN_SIZE);
    AttentionType attention =
        ctc ? AttentionType.NONE : or(request.attention(), AttentionType.BAHDANAU);
    return new TransducerConfig(
        encoder,
        request.decoder(),
        attention,
        attention == AttentionType.BAHDANAU ? encoder.hiddenSize() : 0,
        data.train().targetVocabulary().size(),
        ctc ? or(request.repeatInput(), repetition()) : 1,
        request.reverseSource());
  }

  /** How often a source is to be read so that most answers fit into its steps. */
  private int repetition() {
    Pairs pairs = data.train();
    for (int repeat = 1; repeat < TransducerConfig.MAXIMUM_REPEAT; repeat++) {
      long fitting = 0;
      for (int pair = 0; pair < pairs.size(); pair++) {
        fitting +=
            (long) repeat * pairs.sourceLength(pair) >= pairs.targets().length(pair) + 1 ? 1 : 0;
      }
      if (fitting >= 0.99 * pairs.size()) {
        return repeat;
      }
    }
    return TransducerConfig.MAXIMUM_REPEAT;
  }

  private TransducerPlan task(PairSteps pairs) {
    int batch = or(request.encoder().batchSize(), BATCH_SIZE);
    int sources = pairs.longestSource();
    int targets = pairs.longestTarget();
    int sourceUnits = Math.max(sources, batch * Math.min(sources, UNITS_PER_ITEM));
    int targetUnits = Math.max(targets, batch * Math.min(targets, UNITS_PER_ITEM));
    ItemBatches batches = pairs.batches(batch, sourceUnits, targetUnits, 0);
    return new TransducerPlan(
        model,
        new ItemPlan(
            batch,
            sources,
            sourceUnits,
            (double) units / batches.batchesPerEpoch(),
            or(request.encoder().dropout(), DROPOUT),
            UNIT_DROPOUT),
        targets,
        targetUnits,
        TARGET_DROPOUT,
        LABEL_SMOOTHING,
        or(request.best(), TransducerMetric.ACCURACY));
  }

  private TrainingPlan withSteps(long steps) {
    return new TrainingPlan(
        task,
        request
            .optimization()
            .plan(
                steps,
                LEARNING_RATE.of(steps, model.encoder().hiddenSize()),
                model.isBottleneck() ? BOTTLENECK_TABLE_RATE : TABLE_RATE,
                WARMUP_SHARE,
                0,
                Clipping.norm(5)),
        request.seed(),
        StepBudget.evaluationEvery(steps, evaluationSteps),
        OnDivergence.STOP);
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return Objects.requireNonNullElse(asked, otherwise);
  }
}
