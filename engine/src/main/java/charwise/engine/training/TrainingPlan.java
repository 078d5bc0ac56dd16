package charwise.engine.training;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Windows;
import charwise.engine.json.JsonFields;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Everything, besides the text, that a run's weights depend on: the same plan on the same text gives
 * the same weights to the bit.
 *
 * @param dropout the probability of zeroing an element between layers
 * @param evaluationEvery steps from one evaluation to the next; there is always one at the end
 * @param onDivergence what is done when numbers are no longer finite
 */
public record TrainingPlan(
    LanguageModelConfig model,
    BatchPlan batches,
    OptimizationPlan optimization,
    double dropout,
    long seed,
    long evaluationEvery,
    OnDivergence onDivergence) {
  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingPlan {
    check(dropout >= 0 && dropout < 1, "dropout", dropout);
    check(evaluationEvery >= 1, "evaluation_every", evaluationEvery);
  }

  static void check(boolean fits, String what, Number value) {
    if (!fits) {
      throw new IllegalArgumentException("no run has " + what + " " + value);
    }
  }

  /** The same plan with evaluations at other steps. */
  public TrainingPlan withEvaluationEvery(long steps) {
    return new TrainingPlan(model, batches, optimization, dropout, seed, steps, onDivergence);
  }

  /** The same plan with another answer to divergence. */
  public TrainingPlan withOnDivergence(OnDivergence choice) {
    return new TrainingPlan(model, batches, optimization, dropout, seed, evaluationEvery, choice);
  }

  /** The windows of a text that the steps train on. */
  Windows windows(Corpus text) {
    return batches.windows(text, seed);
  }

  /** Optimizer steps in all. */
  public long steps() {
    return optimization.rate().steps();
  }

  /** Steps from one measurement of the training loss to the next: a hundredth of the run. */
  public long measureEvery() {
    return Math.ceilDiv(steps(), 100);
  }

  /** The units read in a step. */
  public long charactersPerStep() {
    return (long) batches.batchSize() * batches.timeSteps();
  }

  /** The plan as JSON values, for {@link #of}. */
  public Map<String, Object> toJson() {
    LearningRate rate = optimization.rate();
    Clipping clipping = optimization.clipping();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", model.cell().label());
    json.put("vocabulary_size", (long) model.vocabularySize());
    json.put("hidden_size", (long) model.hiddenSize());
    json.put("layers", (long) model.layerCount());
    json.put("residual", model.residual());
    json.put("items", batches.items().label());
    json.put("batch", (long) batches.batchSize());
    json.put("bptt", (long) batches.timeSteps());
    json.put("steps", steps());
    json.put("learning_rate", rate.peak());
    json.put("schedule", rate.schedule().label());
    json.put("warmup", rate.warmupSteps());
    json.put("optimizer", optimization.optimizer().label());
    json.put("weight_decay", optimization.weightDecay());
    json.put("clipping", clipping.kind().name().toLowerCase(Locale.ROOT));
    json.put("clipping_limit", clipping.kind() == Clipping.Kind.NONE ? 0.0 : clipping.limit());
    json.put("dropout", dropout);
    json.put("reset_probability", batches.resetProbability());
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
        new BatchPlan(
            Items.of(json.string("items")),
            json.integer("batch"),
            json.integer("bptt"),
            json.real("reset_probability")),
        new OptimizationPlan(
            OptimizerType.of(json.string("optimizer")),
            new LearningRate(
                ScheduleType.of(json.string("schedule")),
                json.real("learning_rate"),
                json.number("warmup"),
                json.number("steps")),
            json.real("weight_decay"),
            kind == Clipping.Kind.NONE
                ? Clipping.NONE
                : new Clipping(kind, json.real("clipping_limit"))),
        json.real("dropout"),
        json.number("seed"),
        json.number("evaluation_every"),
        OnDivergence.of(json.string("on_divergence")));
  }
}
