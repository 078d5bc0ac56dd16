package charwise.engine.task.classifier;

import charwise.engine.json.JsonFields;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.TaskPlan;
import charwise.engine.training.TrainingPlan;
import java.util.Map;

/**
 * How a classifier is trained.
 *
 * @param balanced whether each label counts alike, however many items bear it
 * @param best what chooses the model
 */
public record ClassifierPlan(
    ClassifierConfig model, ItemPlan items, boolean balanced, ClassifierMetric best)
    implements TaskPlan {
  /** The task's name. */
  public static final String TASK = "classify";

  /** The part of a plan that is the classifier's. */
  public static ClassifierPlan of(TrainingPlan plan) {
    return (ClassifierPlan) plan.task();
  }

  @Override
  public String task() {
    return TASK;
  }

  @Override
  public String lossUnit() {
    return "item";
  }

  @Override
  public double unitsPerStep() {
    return items.unitsPerStep();
  }

  @Override
  public StepMemory memory(int threads) {
    return items.memory(model.encoder(), model.classes(), threads);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = model.encoder().toJson();
    json.put("pooling", model.pooling().label());
    json.put("classes", (long) model.classes());
    json.put("ngram_rows", (long) model.ngramRows());
    json.put("balanced", balanced);
    json.put("best", best.label());
    json.putAll(items.toJson());
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static ClassifierPlan of(JsonFields json) {
    return new ClassifierPlan(
        new ClassifierConfig(
            EncoderConfig.of(json),
            PoolingType.of(json.string("pooling")),
            json.integer("classes"),
            json.integer("ngram_rows")),
        ItemPlan.of(json),
        json.flag("balanced"),
        ClassifierMetric.of(json.string("best")));
  }
}
