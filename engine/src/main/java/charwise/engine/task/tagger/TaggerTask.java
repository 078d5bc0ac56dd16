package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
import charwise.engine.kernel.Team;
import charwise.engine.task.DataMark;
import charwise.engine.task.Evaluation;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemMark;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tagger and its items, as a trainer sees them. */
public final class TaggerTask implements Task {
  /** Units of a sample. */
  private static final int SAMPLE = 100;

  private final TaggerPlan plan;
  private final TaggerData data;
  private final Tagger model;
  private final WordHints hints;
  private final long seed;
  private @Nullable Map<String, Object> floors;

  private TaggerTask(TrainingPlan plan, TaggerData data, Tagger model) {
    this.plan = TaggerPlan.of(plan);
    this.data = data;
    this.model = model;
    this.hints = this.plan.model().hints() > 0 ? data.words().hints() : WordHints.NONE;
    this.seed = plan.seed();
  }

  /**
   * Fresh weights, learning items.
   *
   * @throws IllegalArgumentException if the plan is one for other data
   */
  public static TaggerTask of(TrainingPlan plan, TaggerData data) {
    TaggerPlan own = TaggerPlan.of(plan);
    if (own.model().vocabularySize() != data.vocabulary().size() + 1
        || own.model().tags() != data.scheme().size()
        || !own.scheme().equals(data.scheme().label())
        || !own.lost().equals(data.scheme().lost())) {
      throw new IllegalArgumentException("the plan is one for other items");
    }
    Tagger model = new Tagger(own.model());
    model.initialize(plan.seed());
    return new TaggerTask(plan, data, model);
  }

  /** Measures a trained model on the validation part of data. */
  public static Evaluation exam(
      TrainingPlan plan, TaggerData data, SavedTagger trained, Team team) {
    return new TaggerTask(plan, data, trained.model()).evaluation(team);
  }

  @Override
  public Tagger model() {
    return model;
  }

  /** What is learnt from. */
  public TaggerData data() {
    return data;
  }

  @Override
  public GradientStep step(Team team) {
    TrainingWindows windows =
        new TrainingWindows(data, plan.windowSize(), plan.model().hints() > 0);
    return new TaggerStep(model, windows, plan.items(), seed, team);
  }

  @Override
  public Evaluation evaluation(Team team) {
    LineTagger tagger = new LineTagger(saved(Map.of()), team);
    return new TaggerEvaluation(tagger, data.scheme(), data.validation(), plan.best());
  }

  @Override
  public DataMark mark() {
    long tags = data.scheme().names().hashCode();
    return new ItemMark(
        (data.train().fingerprint() * 31 + data.validation().fingerprint()) * 31 + tags,
        data.train().size(),
        data.validation().size());
  }

  /** The model as it is. */
  public SavedTagger saved(Map<String, @Nullable Object> training) {
    return new SavedTagger(
        model, data.vocabulary(), data.scheme(), hints, plan.windowSize(), training);
  }

  /** The beginning of an item, most likely one not learnt from, with what the model makes of it. */
  public String sample() {
    TaggedItems items = data.validation().size() > 0 ? data.validation() : data.train();
    int[] units = Arrays.copyOf(items.units(0), Math.min(SAMPLE, items.inputs().length(0)));
    try (Team team = new Team(1)) {
      LineTagger tagger = new LineTagger(saved(Map.of()), new WindowSize(SAMPLE, 0), 1, team);
      LineDecoder found = tagger.tag(List.of(units)).getFirst();
      String line = new String(units, 0, units.length);
      return data.scheme().answer(line, units, found.tags(), 1, 0).best().prediction();
    }
  }

  @Override
  public Map<String, String> metadata(Map<String, @Nullable Object> training) {
    return TaggerFormat.metadata(saved(training));
  }

  @Override
  public Map<String, @Nullable Object> report(TrainingSummary summary, String modelFile) {
    TaggerConfig config = plan.model();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", modelFile);
    json.put("task", TaggerPlan.TASK);
    json.put("cell", config.encoder().cell().label());
    json.put("hidden_size", (long) config.encoder().hiddenSize());
    json.put("layers", (long) config.encoder().layerCount());
    json.put("directions", config.encoder().directions().label());
    json.put("parameters", summary.parameters());
    json.put("items", (long) data.train().size());
    json.put("validation_items", (long) data.validation().size());
    json.put("tags", (long) config.tags());
    json.put("lexicon", (long) hints.size());
    json.put("vocabulary_size", (long) config.vocabularySize());
    json.put("steps", summary.steps());
    json.put("epochs", summary.epochs());
    json.put("seconds", summary.seconds());
    json.put("chars_per_second", summary.unitsPerSecond());
    json.put("train_nats", summary.trainNats());
    json.put("metric", plan.best().key());
    json.put("validation_metric", summary.selection());
    json.put("validation_nats", summary.validationNats());
    json.put("floors", floors());
    json.put("seed", summary.seed());
    if (summary.rewinds() > 0) {
      json.put("rewinds", (long) summary.rewinds());
    }
    return json;
  }

  /**
   * What is reached without a network, by the metric that chooses the model: {@code lexicon}, each
   * word as it most often is in the training items, and {@code copy}, where that makes sense, each
   * line as it is. Empty without validation items.
   */
  public Map<String, Object> floors() {
    if (floors == null) {
      floors = Floors.of(data, plan.best());
    }
    return floors;
  }
}
