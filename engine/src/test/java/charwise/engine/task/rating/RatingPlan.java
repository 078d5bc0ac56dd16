package charwise.engine.task.rating;

import charwise.engine.json.JsonFields;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.TaskPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that the weights of a run depend on beside data, optimization and seed; as JSON, too. */
record RatingPlan(RatingConfig model, ItemPlan items) implements TaskPlan {
  @Override
  public String task() {
    return "rate";
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
        1,
        Directions.FORWARD,
        1,
        threads);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell", model.cell().label());
    json.put("vocabulary_size", (long) model.vocabularySize());
    json.put("hidden_size", (long) model.hiddenSize());
    json.putAll(items.toJson());
    return json;
  }

  /** The plan that {@link #toJson} gave. */
  static RatingPlan of(JsonFields json) {
    return new RatingPlan(
        new RatingConfig(
            CellType.of(json.string("cell")),
            json.integer("vocabulary_size"),
            json.integer("hidden_size")),
        ItemPlan.of(json));
  }
}
