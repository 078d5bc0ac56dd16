package charwise.engine.training;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.json.JsonFields;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.TaskPlan;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything, besides the data, that a run's weights depend on: the same plan on the same data
 * gives the same weights to the bit.
 *
 * @param task the model's shape and its batches
 * @param evaluationEvery steps from one evaluation to the next; there is always one at the end
 * @param onDivergence what is done when numbers are no longer finite
 */
public record TrainingPlan(
    TaskPlan task,
    OptimizationPlan optimization,
    long seed,
    long evaluationEvery,
    OnDivergence onDivergence) {
  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TrainingPlan {
    check(evaluationEvery >= 1, "evaluation_every", evaluationEvery);
  }

  /** The same plan with evaluations at other steps. */
  public TrainingPlan withEvaluationEvery(long steps) {
    return new TrainingPlan(task, optimization, seed, steps, onDivergence);
  }

  /** The same plan with another answer to divergence. */
  public TrainingPlan withOnDivergence(OnDivergence choice) {
    return new TrainingPlan(task, optimization, seed, evaluationEvery, choice);
  }

  /** Optimizer steps in all. */
  public long steps() {
    return optimization.rate().steps();
  }

  /** Steps from one measurement of the training loss to the next: a hundredth of the run. */
  public long measureEvery() {
    return Math.ceilDiv(steps(), 100);
  }

  /** Operations of a step's matrix products: six for each weight and unit, two of them forward. */
  public double operationsPerStep() {
    return 6 * task.model().productWeights() * task.unitsPerStep();
  }

  /** The plan as JSON values, for {@link #of}. */
  public Map<String, Object> toJson() {
    LearningRate rate = optimization.rate();
    Clipping clipping = optimization.clipping();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", task.task());
    json.putAll(task.toJson());
    json.put("steps", steps());
    json.put("learning_rate", rate.peak());
    json.put("table_rate", optimization.tableRate());
    json.put("schedule", rate.schedule().label());
    json.put("warmup", rate.warmupSteps());
    json.put("optimizer", optimization.optimizer().label());
    json.put("weight_decay", optimization.weightDecay());
    json.put("clipping", clipping.kind().name().toLowerCase(Locale.ROOT));
    json.put("clipping_limit", clipping.kind() == Clipping.Kind.NONE ? 0.0 : clipping.limit());
    json.put("seed", seed);
    json.put("evaluation_every", evaluationEvery);
    json.put("on_divergence", onDivergence.label());
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @param tasks makes the task's own part of it
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static TrainingPlan of(JsonFields json, Function<JsonFields, TaskPlan> tasks) {
    Clipping.Kind kind = Clipping.Kind.valueOf(json.string("clipping").toUpperCase(Locale.ROOT));
    return new TrainingPlan(
        tasks.apply(json),
        new OptimizationPlan(
            OptimizerType.of(json.string("optimizer")),
            new LearningRate(
                ScheduleType.of(json.string("schedule")),
                json.real("learning_rate"),
                json.number("warmup"),
                json.number("steps")),
            json.has("table_rate") ? json.real("table_rate") : 1,
            json.real("weight_decay"),
            kind == Clipping.Kind.NONE
                ? Clipping.NONE
                : new Clipping(kind, json.real("clipping_limit"))),
        json.number("seed"),
        json.number("evaluation_every"),
        OnDivergence.of(json.string("on_divergence")));
  }
}
