package charwise.engine.training;

import charwise.engine.model.CellType;
import charwise.engine.model.LanguageModelConfig;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.text.Batches;
import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.Windows;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Everything, besides the text, that a run's weights depend on: the same plan on the same text gives
 * the same weights to the bit.
 *
 * @param steps optimizer steps in all
 * @param learningRate at its peak
 * @param dropout the probability of zeroing an element between layers
 * @param resetProbability of a stream's state being reset before a window
 * @param evaluationEvery steps from one evaluation to the next; there is always one at the end
 * @param onDivergence what is done when numbers are no longer finite
 */
public record TrainingPlan(
    LanguageModelConfig model,
    Items items,
    int batchSize,
    int timeSteps,
    long steps,
    double learningRate,
    ScheduleType schedule,
    long warmupSteps,
    OptimizerType optimizer,
    double weightDecay,
    Clipping clipping,
    double dropout,
    double resetProbability,
    long seed,
    long evaluationEvery,
    OnDivergence onDivergence) {
  /** The largest batch, and the longest window. */
  public static final int MAXIMUM_SIZE = 65_536;

  /** The most steps, beyond what any machine does in a year. */
  public static final long MAXIMUM_STEPS = 1L << 40;

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingPlan {
    check(batchSize >= 1 && batchSize <= MAXIMUM_SIZE, "batch", batchSize);
    check(timeSteps >= 1 && timeSteps <= MAXIMUM_SIZE, "bptt", timeSteps);
    check(steps >= 1 && steps <= MAXIMUM_STEPS, "steps", steps);
    check(learningRate > 0 && Double.isFinite(learningRate), "learning_rate", learningRate);
    check(warmupSteps >= 0, "warmup", warmupSteps);
    check(weightDecay >= 0 && Double.isFinite(weightDecay), "weight_decay", weightDecay);
    check(dropout >= 0 && dropout < 1, "dropout", dropout);
    check(resetProbability >= 0 && resetProbability <= 1, "reset_probability", resetProbability);
    check(evaluationEvery >= 1, "evaluation_every", evaluationEvery);
  }

  /** A plan that ends where it diverges. */
  public TrainingPlan(
      LanguageModelConfig model,
      Items items,
      int batchSize,
      int timeSteps,
      long steps,
      double learningRate,
      ScheduleType schedule,
      long warmupSteps,
      OptimizerType optimizer,
      double weightDecay,
      Clipping clipping,
      double dropout,
      double resetProbability,
      long seed,
      long evaluationEvery) {
    this(
        model, items, batchSize, timeSteps, steps, learningRate, schedule, warmupSteps, optimizer,
        weightDecay, clipping, dropout, resetProbability, seed, evaluationEvery,
        OnDivergence.STOP);
  }

  private static void check(boolean fits, String what, Number value) {
    if (!fits) {
      throw new IllegalArgumentException("no run has " + what + " " + value);
    }
  }

  /** The same plan with evaluations at other steps. */
  public TrainingPlan withEvaluationEvery(long steps) {
    return new TrainingPlan(
        model, items, batchSize, timeSteps, this.steps, learningRate, schedule, warmupSteps,
        optimizer, weightDecay, clipping, dropout, resetProbability, seed, steps, onDivergence);
  }

  /** The same plan with another answer to divergence. */
  public TrainingPlan withOnDivergence(OnDivergence choice) {
    return new TrainingPlan(
        model, items, batchSize, timeSteps, steps, learningRate, schedule, warmupSteps,
        optimizer, weightDecay, clipping, dropout, resetProbability, seed, evaluationEvery, choice);
  }

  /** The windows of a text that the steps train on. */
  Windows windows(Corpus text) {
    return new Batches(
        text, items, batchSize, timeSteps, resetProbability, seed);
  }

  /** The learning rate of every step. */
  public LearningRate rate() {
    return new LearningRate(schedule, learningRate, warmupSteps, steps);
  }

  /** Steps from one measurement of the training loss to the next: a hundredth of the run. */
  public long measureEvery() {
    return Math.ceilDiv(steps, 100);
  }

  /** The units read in a step. */
  public long charactersPerStep() {
    return (long) batchSize * timeSteps;
  }

  /** The plan as JSON values, for {@link #of}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", model.cell().label());
    json.put("vocabulary_size", (long) model.vocabularySize());
    json.put("hidden_size", (long) model.hiddenSize());
    json.put("layers", (long) model.layerCount());
    json.put("residual", model.residual());
    json.put("items", items.label());
    json.put("batch", (long) batchSize);
    json.put("bptt", (long) timeSteps);
    json.put("steps", steps);
    json.put("learning_rate", learningRate);
    json.put("schedule", schedule.label());
    json.put("warmup", warmupSteps);
    json.put("optimizer", optimizer.label());
    json.put("weight_decay", weightDecay);
    json.put("clipping", clipping.kind().name().toLowerCase(Locale.ROOT));
    json.put("clipping_limit", clipping.kind() == Clipping.Kind.NONE ? 0.0 : clipping.limit());
    json.put("dropout", dropout);
    json.put("reset_probability", resetProbability);
    json.put("seed", seed);
    json.put("evaluation_every", evaluationEvery);
    json.put("on_divergence", onDivergence.label());
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TrainingPlan of(JsonFields json) {
    Clipping.Kind kind =
        Clipping.Kind.valueOf(json.string("clipping").toUpperCase(Locale.ROOT));
    return new TrainingPlan(
        new LanguageModelConfig(
            CellType.of(json.string("cell")),
            json.integer("vocabulary_size"),
            json.integer("hidden_size"),
            json.integer("layers"),
            json.flag("residual")),
        Items.of(json.string("items")),
        json.integer("batch"),
        json.integer("bptt"),
        json.number("steps"),
        json.real("learning_rate"),
        ScheduleType.of(json.string("schedule")),
        json.number("warmup"),
        OptimizerType.of(json.string("optimizer")),
        json.real("weight_decay"),
        kind == Clipping.Kind.NONE
            ? Clipping.NONE
            : new Clipping(kind, json.real("clipping_limit")),
        json.real("dropout"),
        json.real("reset_probability"),
        json.number("seed"),
        json.number("evaluation_every"),
        OnDivergence.of(json.string("on_divergence")));
  }
}
