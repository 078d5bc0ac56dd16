package charwise.engine.task.tagger;

import charwise.engine.data.ItemBatches;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.PeakRate;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.StepBudget;
import charwise.engine.training.TrainingPlan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a user left open, by the rule that {@code adr/0012-recipes-of-tasks.md} and {@code
 * adr/0020-rate-of-taggers.md} argue for. All of it follows from the request, the data and the
 * number of steps.
 */
public final class TaggerRecipe {
  /** Where longer lines are cut, and what is read on both sides of a cut. */
  private static final WindowSize WINDOW = new WindowSize(256, 32);

  /** Readings of the items after which a run without a budget ends. */
  private static final double MAXIMUM_EPOCHS = 40;

  /** The budget, where none is asked for: operations that two cores do in about three minutes. */
  private static final double DEFAULT_OPERATIONS = 22e12;

  private static final int BATCH_SIZE = 32;
  private static final int HIDDEN_SIZE = 128;
  private static final double DROPOUT = 0.2;
  private static final double UNIT_DROPOUT = 0.01;
  private static final PeakRate LEARNING_RATE = new PeakRate(1e-2, 0.3, HIDDEN_SIZE);
  private static final double TABLE_RATE = 5;
  private static final double WARMUP_SHARE = 0.05;

  /** What reading a unit costs, in units of training. */
  private static final double EVALUATION_COST = 0.4;

  private final TaggerRequest request;
  private final TaggerData data;
  private final TrainingWindows windows;
  private final WindowSize size;
  private final int hints;

  private TaggerRecipe(TaggerRequest request, TaggerData data) {
    this.request = request;
    this.data = data;
    int longest = Math.max(data.train().inputs().longest(), data.validation().inputs().longest());
    this.size = longest < WINDOW.units() ? new WindowSize(Math.max(1, longest), 0) : WINDOW;
    boolean hinted =
        !data.scheme().lost().contains(Restoration.SPACES)
            && or(request.lexicon(), data.words().areWords());
    this.hints = hinted ? WordHints.count(data.scheme().size()) : 0;
    this.windows = new TrainingWindows(data, size, false);
  }

  /**
   * The plan for a request. Takes some seconds when minutes are asked for, to measure the speed.
   */
  public static TrainingPlan plan(TaggerRequest request, TaggerData data, int threads) {
    TaggerRecipe recipe = new TaggerRecipe(request, data);
    StepBudget budget =
        new StepBudget(recipe::withSteps, plan -> TaggerTask.of(plan, data), threads);
    return recipe.withSteps(
        budget.steps(
            request.budget(), recipe.windows.inputs().total(), MAXIMUM_EPOCHS, DEFAULT_OPERATIONS));
  }

  private TrainingPlan withSteps(long steps) {
    EncoderRequest asked = request.encoder();
    TaggerConfig model =
        new TaggerConfig(
            asked.config(data.vocabulary().size() + 1, CellType.LSTM, HIDDEN_SIZE),
            data.scheme().size(),
            hints);
    int batch = or(asked.batchSize(), BATCH_SIZE);
    int units = Math.multiplyExact(batch, size.units());
    int batches =
        new ItemBatches(windows.inputs(), batch, size.units(), units, 0).batchesPerEpoch();
    double unitsPerStep = (double) windows.inputs().total() / batches;
    ItemPlan items =
        new ItemPlan(
            batch, size.units(), units, unitsPerStep, or(asked.dropout(), DROPOUT), UNIT_DROPOUT);
    return new TrainingPlan(
        new TaggerPlan(
            model,
            items,
            size.context(),
            data.scheme().label(),
            data.scheme().lost(),
            or(request.best(), data.scheme().usualMetric())),
        request
            .optimization()
            .plan(
                steps,
                LEARNING_RATE.of(steps, model.encoder().hiddenSize()),
                TABLE_RATE,
                WARMUP_SHARE,
                0,
                Clipping.norm(5)),
        request.seed(),
        StepBudget.evaluationEvery(
            steps, EVALUATION_COST * data.validation().inputs().total() / unitsPerStep),
        OnDivergence.STOP);
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return Objects.requireNonNullElse(asked, otherwise);
  }
}
