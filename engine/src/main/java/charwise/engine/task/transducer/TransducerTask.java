package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Ctc;
import charwise.engine.task.DataMark;
import charwise.engine.task.Evaluation;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemMark;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transducer and its pairs, as a trainer sees them. */
public final class TransducerTask implements Task {
  /** Of empty answers, more than can be right. */
  private static final double MANY = 0.9;

  private final TransducerPlan plan;
  private final TransducerData data;
  private final Transducer model;
  private final long seed;
  private double emptyAnswers = Double.NaN;

  private TransducerTask(TrainingPlan plan, TransducerData data, Transducer model) {
    this.plan = TransducerPlan.of(plan);
    this.data = data;
    this.model = model;
    this.seed = plan.seed();
  }

  /**
   * Fresh weights, learning pairs.
   *
   * @throws IllegalArgumentException if the plan is one for other data
   */
  public static TransducerTask of(TrainingPlan plan, TransducerData data) {
    Transducer model = new Transducer(TransducerPlan.of(plan).model());
    model.initialize(plan.seed());
    return of(plan, data, model);
  }

  /**
   * A model that goes on learning.
   *
   * @throws IllegalArgumentException if the plan is one for other data or another model
   */
  public static TransducerTask of(TrainingPlan plan, TransducerData data, Transducer model) {
    TransducerConfig config = TransducerPlan.of(plan).model();
    SavedTransducer.check(
        config,
        data.train().vocabulary(),
        data.train().features(),
        data.train().targetVocabulary());
    if (!config.equals(model.config())) {
      throw new IllegalArgumentException("the plan is one for another model");
    }
    return new TransducerTask(plan, data, model);
  }

  /** Measures a trained model on pairs that test, at the scale of its logits that it has. */
  public static Evaluation exam(
      TrainingPlan plan, Pairs pairs, SavedTransducer trained, Team team) {
    return new TransducerEvaluation(
        trained.model(), pairs, TransducerPlan.of(plan), null, share -> {}, team);
  }

  @Override
  public Transducer model() {
    return model;
  }

  /** What is learnt from. */
  public TransducerData data() {
    return data;
  }

  @Override
  public GradientStep step(Team team) {
    return new TransducerStep(model, data.train(), plan, seed, team);
  }

  @Override
  public Evaluation evaluation(Team team) {
    DecoderCalibration calibration =
        plan.model().decoder() == DecoderType.CTC
            ? null
            : DecoderCalibration.of(model, data.validation());
    return new TransducerEvaluation(
        model, data.validation(), plan, calibration, share -> emptyAnswers = share, team);
  }

  @Override
  public DataMark mark() {
    return new ItemMark(
        data.train().fingerprint() * 31 + data.validation().fingerprint(),
        data.train().size(),
        data.validation().size());
  }

  /** The model as it is. */
  public SavedTransducer saved(Map<String, @Nullable Object> training) {
    Pairs pairs = data.train();
    return new SavedTransducer(
        model,
        pairs.vocabulary(),
        pairs.features(),
        pairs.targetVocabulary(),
        plan.longestTarget(),
        training);
  }

  @Override
  public Map<String, String> metadata(Map<String, @Nullable Object> training) {
    return TransducerFormat.metadata(saved(training));
  }

  /** How many of some pairs CTC has no path for: their answer does not fit into the steps. */
  public static int impossible(TransducerConfig config, Pairs pairs) {
    int count = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      int[] target = pairs.target(pair);
      int steps = Math.max(1, config.repeatInput() * pairs.sourceLength(pair));
      count += Ctc.minimumSteps(target, 0, target.length) > steps ? 1 : 0;
    }
    return count;
  }

  /** The share of the validation pairs whose text is its own answer; NaN where there are none. */
  public double copyFloor() {
    Pairs pairs = data.validation();
    int copies = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      copies += pairs.isCopy(pair) ? 1 : 0;
    }
    return (double) copies / pairs.size();
  }

  /**
   * Whether nearly all answers of the last evaluation were empty. So they are by CTC before it has
   * learnt where to write, and where it never does.
   */
  public boolean answersNothing() {
    return emptyAnswers > MANY;
  }

  @Override
  public Map<String, @Nullable Object> report(TrainingSummary summary, String modelFile) {
    TransducerConfig config = plan.model();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", modelFile);
    json.put("task", TransducerPlan.TASK);
    json.put("cell", config.encoder().cell().label());
    json.put("hidden_size", (long) config.encoder().hiddenSize());
    json.put("layers", (long) config.encoder().layerCount());
    json.put("directions", config.encoder().directions().label());
    json.put("decoder", config.decoder().label());
    json.put("attention", config.attention().label());
    json.put("reverse_source", config.reverseSource());
    json.put("parameters", summary.parameters());
    json.put("items", (long) data.train().size());
    json.put("validation_items", (long) data.validation().size());
    json.put("left_out", (long) data.leftOut());
    if (config.decoder() == DecoderType.CTC) {
      json.put("repeat_input", (long) config.repeatInput());
      json.put("impossible", (long) impossible(config, data.train()));
    }
    json.put("vocabulary_size", (long) config.vocabularySize());
    json.put("target_vocabulary_size", (long) config.targetVocabularySize());
    json.put("steps", summary.steps());
    json.put("epochs", summary.epochs());
    json.put("seconds", summary.seconds());
    json.put("chars_per_second", summary.unitsPerSecond());
    json.put("train_nats", summary.trainNats());
    json.put("metric", plan.best().label());
    json.put("validation_metric", summary.selection());
    json.put("validation_nats", summary.validationNats());
    json.put("empty_answers", emptyAnswers);
    Map<String, @Nullable Object> floors = new LinkedHashMap<>();
    floors.put("copy", copyFloor());
    json.put("floors", floors);
    json.put("seed", summary.seed());
    if (summary.rewinds() > 0) {
      json.put("rewinds", (long) summary.rewinds());
    }
    return json;
  }
}
