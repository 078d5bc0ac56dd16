package charwise.engine.task.classifier;

import charwise.engine.json.JsonFields;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.TaskPlan;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
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
    return items.memory(
        model.cell(),
        model.vocabularySize(),
        model.hiddenSize(),
        model.layerCount(),
        model.directions(),
        model.classes(),
        threads);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", model.cell().label());
    json.put("vocabulary_size", (long) model.vocabularySize());
    json.put("hidden_size", (long) model.hiddenSize());
    json.put("layers", (long) model.layerCount());
    json.put("residual", model.residual());
    json.put("directions", model.directions().label());
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
   * @throws IllegalArgumentException if it is none
   */
  public static ClassifierPlan of(JsonFields json) {
    return new ClassifierPlan(
        new ClassifierConfig(
            CellType.of(json.string("cell")),
            json.integer("vocabulary_size"),
            json.integer("hidden_size"),
            json.integer("layers"),
            json.flag("residual"),
            Directions.of(json.string("directions")),
            PoolingType.of(json.string("pooling")),
            json.integer("classes"),
            json.integer("ngram_rows")),
        ItemPlan.of(json),
        json.flag("balanced"),
        ClassifierMetric.of(json.string("best")));
  }
}
