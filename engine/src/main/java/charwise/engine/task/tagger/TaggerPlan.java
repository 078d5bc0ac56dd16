package charwise.engine.task.tagger;

import charwise.engine.json.JsonFields;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import charwise.engine.task.TaskPlan;
import charwise.engine.training.TrainingPlan;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a tagger is trained.
 *
 * @param context units of a window that are read and not answered, on either side; the window is
 *     the items' maximum length
 * @param scheme the name of what the tags stand for; see {@link TagScheme}
 * @param lost what is restored; empty where nothing is
 * @param best what chooses the model
 */
public record TaggerPlan(
    TaggerConfig model,
    ItemPlan items,
    int context,
    String scheme,
    Set<Restoration> lost,
    TaggerMetric best)
    implements TaskPlan {
  /** The task's name. */
  public static final String TASK = "tag";

  /** Checks the window; keeps a copy of what is lost. */
  public TaggerPlan {
    new WindowSize(items.maximumLength(), context);
    lost = Set.copyOf(lost);
  }

  /** The part of a plan that is the tagger's. */
  public static TaggerPlan of(TrainingPlan plan) {
    return (TaggerPlan) plan.task();
  }

  /** How lines are cut. */
  public WindowSize windowSize() {
    return new WindowSize(items.maximumLength(), context);
  }

  @Override
  public String task() {
    return TASK;
  }

  @Override
  public String lossUnit() {
    return "char";
  }

  @Override
  public double unitsPerStep() {
    return items.unitsPerStep();
  }

  @Override
  public StepMemory memory(int threads) {
    return items.memory(model.encoder(), model.tags(), threads);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = model.encoder().toJson();
    json.put("tags", (long) model.tags());
    json.put("hints", (long) model.hints());
    json.put("context", (long) context);
    json.put("scheme", scheme);
    json.put(
        "restore", lost.stream().sorted().map(Restoration::label).collect(Collectors.joining(",")));
    json.put("best", best.label());
    json.putAll(items.toJson());
    return json;
  }

  /**
   * The plan that {@link #toJson} gave.
   *
   * @throws IllegalArgumentException if the fields hold no valid one
   */
  public static TaggerPlan of(JsonFields json) {
    return new TaggerPlan(
        new TaggerConfig(EncoderConfig.of(json), json.integer("tags"), json.integer("hints")),
        ItemPlan.of(json),
        json.integer("context"),
        json.string("scheme"),
        Pattern.compile(",")
            .splitAsStream(json.string("restore"))
            .filter(label -> !label.isEmpty())
            .map(Restoration::of)
            .collect(Collectors.toSet()),
        TaggerMetric.of(json.string("best")));
  }
}
