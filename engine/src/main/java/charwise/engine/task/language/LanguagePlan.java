package charwise.engine.task.language;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.data.Items;
import charwise.engine.json.JsonFields;
import charwise.engine.task.TaskPlan;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a language model is trained.
 *
 * @param dropout the probability of zeroing an element between layers
 * @param weightNoise the standard deviation of noise that multiplies recurrent weights; 0 for none
 */
public record LanguagePlan(
    LanguageModelConfig model, BatchPlan batches, double dropout, double weightNoise)
    implements TaskPlan {
  /** The task's name. */
  public static final String TASK = "generate";

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LanguagePlan {
    check(dropout >= 0 && dropout < 1, "dropout", dropout);
    boolean noisy = model.network().hasRecurrentWeights() && Double.isFinite(weightNoise);
    check(weightNoise == 0 || (weightNoise > 0 && noisy), "weight_noise", weightNoise);
    check(
        model.conditions() == 0 || batches.items() == Items.LINE,
        "running text under conditions, of which there are",
        model.conditions());
  }

  /** A plan without noise on weights. */
  public LanguagePlan(LanguageModelConfig model, BatchPlan batches, double dropout) {
    this(model, batches, dropout, 0);
  }

  /** The part of a plan that is the language model's. */
  public static LanguagePlan of(TrainingPlan plan) {
    return (LanguagePlan) plan.task();
  }

  @Override
  public String task() {
    return TASK;
  }

  @Override
  public String lossUnit() {
    return "char";
  }

  /** The units of a window: T·N. */
  public long unitsPerWindow() {
    return (long) batches.batchSize() * batches.timeSteps();
  }

  @Override
  public double unitsPerStep() {
    return unitsPerWindow();
  }

  @Override
  public long carriedFloats() {
    return model.network().carriedFloats(batches.batchSize());
  }

  @Override
  public StepMemory memory(int threads) {
    return LanguageMemory.of(this, threads);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.putAll(model.network().toJson());
    json.put("vocabulary_size", (long) model.vocabularySize());
    if (model.conditions() > 0) {
      json.put("conditions", (long) model.conditions());
    }
    json.put("items", batches.items().label());
    json.put("batch", (long) batches.batchSize());
    json.put("bptt", (long) batches.timeSteps());
    json.put("dropout", dropout);
    json.put("weight_noise", weightNoise);
    json.put("reset_probability", batches.resetProbability());
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static LanguagePlan of(JsonFields json) {
    return new LanguagePlan(
        new LanguageModelConfig(
            NetworkType.read(json),
            json.integer("vocabulary_size"),
            json.has("conditions") ? json.integer("conditions") : 0),
        new BatchPlan(
            Items.of(json.string("items")),
            json.integer("batch"),
            json.integer("bptt"),
            json.real("reset_probability")),
        json.real("dropout"),
        json.has("weight_noise") ? json.real("weight_noise") : 0);
  }
}
