package charwise.engine.task.classifier;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.LabelledItems;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.optimizer.Clipping;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.ItemPlan;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.StepBudget;
import charwise.engine.training.TrainingPlan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a user left open, by the rule that {@code adr/0013-classifier-recipe.md} argues for.
 * All of it follows from the request, the items and the number of steps.
 */
public final class ClassifierRecipe {
  /** Where longer items are cut. */
  public static final int MAXIMUM_LENGTH = 1024;

  /** Readings of the items after which a run without a budget ends. */
  private static final double MAXIMUM_EPOCHS = 40;

  /** The budget, where none is asked for: operations that two cores do in about a minute. */
  private static final double DEFAULT_OPERATIONS = 6e12;

  private static final int LEAST_BATCH_SIZE = 32;
  private static final int GREATEST_BATCH_SIZE = 128;

  /** Units that a batch of short items has, so that its products are large enough to be fast. */
  private static final int USUAL_UNITS = 1024;

  /** Batches of the usual size hold items of up to so many units. */
  private static final int UNITS_PER_ITEM = 128;

  private static final int HIDDEN_SIZE = 128;
  private static final double DROPOUT = 0.4;
  private static final double UNIT_DROPOUT = 0.03;
  private static final double LEARNING_RATE = 6e-3;
  private static final double TABLE_RATE = 5;
  private static final double WARMUP_SHARE = 0.05;

  /** What reading a unit costs, in units of training. */
  private static final double EVALUATION_COST = 0.4;

  private final ClassifierRequest request;
  private final ClassifierData data;
  private final @Nullable NgramLinear ngrams;

  private ClassifierRecipe(
      ClassifierRequest request, ClassifierData data, @Nullable NgramLinear ngrams) {
    this.request = request;
    this.data = data;
    this.ngrams = ngrams;
  }

  /**
   * The plan for a request. Takes some seconds when minutes are asked for, to measure the speed.
   *
   * @param ngrams what {@link ClassifierTask#ngrams} made of the data
   */
  public static TrainingPlan plan(
      ClassifierRequest request, ClassifierData data, @Nullable NgramLinear ngrams, int threads) {
    ClassifierRecipe recipe = new ClassifierRecipe(request, data, ngrams);
    StepBudget budget =
        new StepBudget(recipe::withSteps, plan -> ClassifierTask.of(plan, data, ngrams), threads);
    return recipe.withSteps(
        budget.steps(request.budget(), units(data.train()), MAXIMUM_EPOCHS, DEFAULT_OPERATIONS));
  }

  private static long units(LabelledItems items) {
    long units = 0;
    for (int i = 0; i < items.size(); i++) {
      units += Math.clamp(items.inputs().length(i), 1, MAXIMUM_LENGTH);
    }
    return units;
  }

  private TrainingPlan withSteps(long steps) {
    EncoderRequest asked = request.encoder();
    ClassifierConfig model =
        new ClassifierConfig(
            asked.config(data.train().vocabulary().size() + 1, CellType.LSTM, HIDDEN_SIZE),
            or(request.pooling(), PoolingType.MAX),
            data.train().labels().size(),
            ngrams == null ? 0 : ngrams.buckets());
    long mean = Math.max(1, units(data.train()) / data.train().size());
    int batch =
        or(
            asked.batchSize(),
            Math.clamp(USUAL_UNITS / mean, LEAST_BATCH_SIZE, GREATEST_BATCH_SIZE));
    int longest = Math.clamp(data.train().inputs().longest(), 1, MAXIMUM_LENGTH);
    int units = Math.max(longest, batch * Math.min(longest, UNITS_PER_ITEM));
    int batches =
        new ItemBatches(data.train().inputs(), batch, longest, units, 0).batchesPerEpoch();
    double unitsPerStep = (double) units(data.train()) / batches;
    ItemPlan items =
        new ItemPlan(
            batch, longest, units, unitsPerStep, or(asked.dropout(), DROPOUT), UNIT_DROPOUT);
    return new TrainingPlan(
        new ClassifierPlan(model, items, request.balanced(), request.best()),
        request
            .optimization()
            .plan(steps, LEARNING_RATE, TABLE_RATE, WARMUP_SHARE, 0, Clipping.norm(5)),
        request.seed(),
        StepBudget.evaluationEvery(
            steps, EVALUATION_COST * units(data.validation()) / unitsPerStep),
        OnDivergence.STOP);
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return Objects.requireNonNullElse(asked, otherwise);
  }
}
