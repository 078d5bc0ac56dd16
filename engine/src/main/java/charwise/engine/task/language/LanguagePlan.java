package charwise.engine.task.language;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.data.Items;
import charwise.engine.json.JsonFields;
import charwise.engine.ngram.KneserNey;
import charwise.engine.task.TaskPlan;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a language model is trained.
 *
 * @param ngramOrder the longest n-grams that are counted, to stand beside the network; 0 for none
 */
public record LanguagePlan(
    LanguageModelConfig model, BatchPlan batches, Regularization regularization, int ngramOrder)
    implements TaskPlan {
  /** The task's name. */
  public static final String TASK = "generate";

  /**
   * Checks what does not go together, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if something does not
   */
  public LanguagePlan {
    double weightNoise = regularization.weightNoise();
    check(weightNoise == 0 || model.network().hasRecurrentWeights(), "weight_noise", weightNoise);
    check(
        model.conditions() == 0 || batches.items() == Items.LINE,
        "running text under conditions, of which there are",
        model.conditions());
    check(ngramOrder >= 0 && ngramOrder <= KneserNey.MAXIMUM_ORDER, "ngram_order", ngramOrder);
    check(ngramOrder == 0 || model.conditions() == 0, "n-grams under conditions", ngramOrder);
  }

  /** A plan without n-grams. */
  public LanguagePlan(LanguageModelConfig model, BatchPlan batches, Regularization regularization) {
    this(model, batches, regularization, 0);
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
    regularization.putInto(json);
    json.put("reset_probability", batches.resetProbability());
    json.put("ngram_order", (long) ngramOrder);
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
        Regularization.of(json),
        json.has("ngram_order") ? json.integer("ngram_order") : 0);
  }
}
