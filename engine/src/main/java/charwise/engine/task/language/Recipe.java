package charwise.engine.task.language;

import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.ngram.NgramUse;
import charwise.engine.optimizer.Clipping;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.StepBudget;
import charwise.engine.training.TrainingPlan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a user left open, by the rule that {@code adr/0015-noise-on-weights.md}, {@code
 * adr/0026-dropout-before-the-read-out.md} and those which follow it argue for:
 *
 * <ul>
 *   <li>hidden size and window that grow with the number of steps ({@link RunSize});
 *   <li>without a number of steps or epochs, at most {@value #MOST_EPOCHS} epochs;
 *   <li>noise on recurrent weights from how often the text is read: none up to four times, a
 *       deviation of 0.05 from there, 0.11 more at each doubling, at most 0.5;
 *   <li>dropout before the read-out, of more than one layer: none up to eight times, a tenth more
 *       at each doubling, at most 0.35;
 *   <li>dropout between layers likewise: none up to twice, a tenth more at each doubling, at most a
 *       half, less two fifths of the noise and a third of the dropout before the read-out;
 *   <li>a peak learning rate that falls as the hidden size grows, and for the look-up tables of an
 *       LSTM three times as much ({@code adr/0027-lstms-start-faster.md});
 *   <li>minGRU, SRU and networks of blocks by the rule of {@code
 *       adr/0018-which-network-for-whom.md}: deeper, at lower rates, with half the dropout and none
 *       before the read-out.
 * </ul>
 *
 * All of it follows from the request, the text's length and the number of steps, so a plan is
 * repeated by that number. A measured speed decides nothing else.
 */
public final class Recipe {
  /** Readings of a text, unless steps or epochs are asked for. */
  public static final int MOST_EPOCHS = 60;

  /** The budget, where none is asked for: operations that two cores do in about three minutes. */
  private static final double DEFAULT_OPERATIONS = 22e12;

  private static final int BATCH_SIZE = 32;

  private static final int RATE_HIDDEN_SIZE = 256;
  private static final double RESET_PROBABILITY = 0.02;
  private static final double WARMUP_SHARE = 0.02;

  private static final int BLOCK_BATCH_SIZE = 16;
  private static final int BLOCK_TIME_STEPS = 64;
  private static final double BLOCK_WARMUP_SHARE = 0.05;
  private static final double BLOCK_CLIP_NORM = 1;

  /** What reading a unit in one stream costs, in units of training. */
  private static final double EVALUATION_COST = 0.7;

  /**
   * What is usual of a cell.
   *
   * @param peakRate the peak learning rate of {@value #RATE_HIDDEN_SIZE} units
   * @param tableRate what the rate is multiplied by for look-up tables
   */
  private record Usual(int layers, double peakRate, double tableRate) {
    /** Where neither a product nor a function stands between states, depth comes from layers. */
    static Usual of(CellType cell) {
      return switch (cell) {
        case RNN -> new Usual(2, 2e-3, 1);
        case LSTM -> new Usual(2, 8e-3, 3);
        case MINGRU, SRU -> new Usual(5, 4e-3, 1);
        default -> new Usual(2, 8e-3, 1);
      };
    }

    boolean isDeep() {
      return layers > 2;
    }
  }

  private final PlanRequest request;
  private final TrainingText text;

  private Recipe(PlanRequest request, TrainingText text) {
    this.request = request;
    this.text = text;
  }

  /**
   * The plan for a request. Takes some seconds when minutes are asked for, to measure the speed.
   */
  public static TrainingPlan plan(PlanRequest request, TrainingText text, int threads) {
    Recipe recipe = new Recipe(request, text);
    StepBudget budget =
        new StepBudget(recipe::withSteps, plan -> LanguageTask.of(plan, text), threads);
    return recipe.withSteps(
        budget.steps(request.budget(), text.train().length(), MOST_EPOCHS, DEFAULT_OPERATIONS));
  }

  private TrainingPlan withSteps(long steps) {
    PlanRequest.Shape shape = request.shape();
    if (!shape.networkOrRecurrent().isRecurrent()) {
      return blocksWithSteps(steps);
    }
    CellType cell = or(shape.cell(), CellType.LSTM);
    Usual usual = Usual.of(cell);
    int layers = or(shape.layerCount(), usual.layers);
    RunSize size =
        shape.hiddenSize() == null
            ? RunSize.of(steps, text.train().length(), cell, layers)
            : new RunSize(shape.hiddenSize(), RunSize.timeSteps(steps));
    int hidden = size.hiddenSize();
    int batch = or(request.batchSize(), BATCH_SIZE);
    int timeSteps = or(request.timeSteps(), size.timeSteps());
    long characters = (long) batch * timeSteps;
    LanguageModelConfig model =
        new LanguageModelConfig(
            cell,
            text.train().vocabulary().size(),
            hidden,
            layers,
            or(shape.residual(), layers > 1),
            text.conditions());
    BatchPlan batches =
        new BatchPlan(
            request.items(),
            batch,
            timeSteps,
            request.items() == Items.LINE ? 0 : RESET_PROBABILITY);
    double epochs = epochs((double) steps * characters);
    double noise =
        or(shape.weightNoise(), model.network().hasRecurrentWeights() ? weightNoise(epochs) : 0.0);
    double outputDropout =
        usual.isDeep() ? 0 : or(shape.dropout(), layers == 1 ? 0.0 : outputDropout(epochs));
    double dropout =
        or(
            shape.dropout(),
            layers == 1
                ? 0.0
                : usual.isDeep() ? dropoutOfMany(epochs) : dropout(epochs, noise, outputDropout));
    return new TrainingPlan(
        new LanguagePlan(
            model, batches, new Regularization(dropout, outputDropout, noise), ngramOrder()),
        request
            .optimization()
            .plan(
                steps,
                learningRate(cell, hidden),
                usual.tableRate,
                WARMUP_SHARE,
                0,
                Clipping.norm(5)),
        request.seed(),
        StepBudget.evaluationEvery(
            steps, EVALUATION_COST * text.validation().length() / characters),
        OnDivergence.STOP);
  }

  private TrainingPlan blocksWithSteps(long steps) {
    PlanRequest.Shape shape = request.shape();
    BlockConfig network = shape.blocks(steps);
    int batch = or(request.batchSize(), BLOCK_BATCH_SIZE);
    int timeSteps = or(request.timeSteps(), BLOCK_TIME_STEPS);
    long characters = (long) batch * timeSteps;
    LanguageModelConfig model =
        new LanguageModelConfig(network, text.train().vocabulary().size(), text.conditions());
    BatchPlan batches =
        new BatchPlan(
            request.items(),
            batch,
            timeSteps,
            request.items() == Items.LINE ? 0 : RESET_PROBABILITY);
    double dropout = or(shape.dropout(), dropoutOfMany(epochs((double) steps * characters)));
    return new TrainingPlan(
        new LanguagePlan(
            model,
            batches,
            new Regularization(dropout, 0, or(shape.weightNoise(), 0.0)),
            ngramOrder()),
        request
            .optimization()
            .plan(
                steps,
                roundedTo2Digits(
                    shape.networkOrRecurrent().family().learningRate(network.hiddenSize())),
                1,
                BLOCK_WARMUP_SHARE,
                0,
                Clipping.norm(BLOCK_CLIP_NORM)),
        request.seed(),
        StepBudget.evaluationEvery(
            steps, EVALUATION_COST * text.validation().length() / characters),
        OnDivergence.STOP);
  }

  private int ngramOrder() {
    return request.ngrams() != NgramUse.OFF && NgramMix.fits(text) ? NgramMix.ORDER : 0;
  }

  private static double learningRate(CellType cell, int hidden) {
    double peak = Usual.of(cell).peakRate;
    double rate = peak * StrictMath.pow((double) RATE_HIDDEN_SIZE / hidden, 0.75);
    return roundedTo2Digits(Math.min(rate, 1.5 * peak));
  }

  private double epochs(double characters) {
    return characters / text.train().length();
  }

  private static double weightNoise(double epochs) {
    return epochs <= 4 ? 0 : inTwentieths(0.11 * log2(epochs / 3), 0.5);
  }

  /** Noise on weights and dropout before the read-out do a part of what dropout is for. */
  private static double dropout(double epochs, double weightNoise, double outputDropout) {
    return inTwentieths(0.1 * log2(epochs / 2) - 0.4 * weightNoise - outputDropout / 3, 0.5);
  }

  private static double outputDropout(double epochs) {
    return inTwentieths(0.1 * log2(epochs / 8), 0.35);
  }

  /** Where a network drops at many places, half of it. */
  private static double dropoutOfMany(double epochs) {
    return inTwentieths(0.05 * log2(epochs / 2), 0.25);
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }

  /** From 0 to {@code most}, rounded. */
  private static double inTwentieths(double value, double most) {
    return Math.round(20 * Math.clamp(value, 0, most)) / 20.0;
  }

  private static double roundedTo2Digits(double value) {
    double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(value)) - 1);
    return Math.round(value / unit) * unit;
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return Objects.requireNonNullElse(asked, otherwise);
  }
}
