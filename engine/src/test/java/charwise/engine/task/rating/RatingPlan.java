package charwise.engine.task.rating;

import charwise.engine.json.JsonFields;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.TaskPlan;
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
    return items.memory(model.encoder(), 1, threads);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = model.encoder().toJson();
    json.putAll(items.toJson());
    return json;
  }

  /** The plan that {@link #toJson} gave. */
  static RatingPlan of(JsonFields json) {
    return new RatingPlan(new RatingConfig(EncoderConfig.of(json)), ItemPlan.of(json));
  }
}
