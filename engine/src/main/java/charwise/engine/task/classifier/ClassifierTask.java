package charwise.engine.task.classifier;

import charwise.engine.data.LabelledItems;
import charwise.engine.kernel.Team;
import charwise.engine.ngram.NgramLinear;
import charwise.engine.ngram.NgramUse;
import charwise.engine.task.DataMark;
import charwise.engine.task.Evaluation;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemMark;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A classifier and its items, as a trainer sees them. The model of n-grams is fitted once, before
 * the run; what both are multiplied by, so that their sum explains the validation items best, is
 * found at every evaluation.
 */
public final class ClassifierTask implements Task {
  private final ClassifierPlan plan;
  private final ClassifierData data;
  private final Classifier model;
  private final @Nullable NgramLinear ngrams;
  private final long seed;
  private ClassifierScore score = ClassifierScore.NONE;
  private @Nullable ClassifierFloors floors;

  private ClassifierTask(
      TrainingPlan plan, ClassifierData data, @Nullable NgramLinear ngrams, Classifier model) {
    this.plan = ClassifierPlan.of(plan);
    this.data = data;
    this.model = model;
    this.ngrams = ngrams;
    this.seed = plan.seed();
  }

  /**
   * The model of n-grams that a request asks for, fitted to the training items; null for none. The
   * same for the same items and seed.
   */
  public static @Nullable NgramLinear ngrams(
      NgramUse use, ClassifierData data, boolean balanced, long seed) {
    return use == NgramUse.OFF || data.train().labels().size() < 2
        ? null
        : NgramLinear.fit(data.train(), weights(data.train(), balanced), seed);
  }

  /**
   * Fresh weights, learning items.
   *
   * @param ngrams what {@link #ngrams} gave for the same data
   * @throws IllegalArgumentException if the plan is one for other data
   */
  public static ClassifierTask of(
      TrainingPlan plan, ClassifierData data, @Nullable NgramLinear ngrams) {
    ClassifierConfig config = ClassifierPlan.of(plan).model();
    if (config.ngramRows() != (ngrams == null ? 0 : ngrams.buckets())
        || config.vocabularySize() != data.train().vocabulary().size() + 1
        || config.classes() != data.train().labels().size()) {
      throw new IllegalArgumentException("the plan is one for other items");
    }
    Classifier model = ngrams == null ? new Classifier(config) : new Classifier(config, ngrams);
    model.initialize(plan.seed());
    return new ClassifierTask(plan, data, ngrams, model);
  }

  /** Measures a trained network on items that test, at the scale that it has. */
  public static Evaluation exam(
      TrainingPlan plan, LabelledItems items, SavedClassifier trained, Team team) {
    ClassifierPlan own = ClassifierPlan.of(plan);
    return new ClassifierEvaluation(
        new LogitMix(trained.model(), null, own.items().maximumLength(), team),
        items,
        false,
        own.best(),
        new ClassifierScore(trained.networkScale(), 0),
        used -> {});
  }

  /** What the loss of each label's items counts: 1 on average over the items. */
  private static double[] weights(LabelledItems items, boolean balanced) {
    int[] counts = items.counts();
    long there = Arrays.stream(counts).filter(count -> count > 0).count();
    double[] weights = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      weights[k] =
          balanced && counts[k] > 0 ? (double) items.size() / (there * (double) counts[k]) : 1;
    }
    return weights;
  }

  @Override
  public Classifier model() {
    return model;
  }

  /** What is learnt from. */
  public ClassifierData data() {
    return data;
  }

  @Override
  public GradientStep step(Team team) {
    double[] weights = weights(data.train(), plan.balanced());
    float[] classWeights = new float[weights.length];
    for (int k = 0; k < weights.length; k++) {
      classWeights[k] = (float) weights[k];
    }
    return new ClassifierStep(model, data.train(), plan.items(), classWeights, seed, team);
  }

  @Override
  public Evaluation evaluation(Team team) {
    LogitMix mix = new LogitMix(model, ngrams, plan.items().maximumLength(), team);
    return new ClassifierEvaluation(
        mix, data.validation(), ngrams != null, plan.best(), null, measured -> score = measured);
  }

  @Override
  public DataMark mark() {
    return new ItemMark(
        data.train().fingerprint() * 31 + data.validation().fingerprint(),
        data.train().size(),
        data.validation().size());
  }

  /** The model as it is, with the scales of the last evaluation. */
  public SavedClassifier saved(Map<String, @Nullable Object> training) {
    return new SavedClassifier(
        model,
        data.train().vocabulary(),
        data.train().labels(),
        plan.items().maximumLength(),
        score.networkScale(),
        score.ngramScale(),
        training);
  }

  @Override
  public Map<String, String> metadata(Map<String, @Nullable Object> training) {
    return ClassifierFormat.metadata(saved(training));
  }

  /** The floors, measured once. */
  public ClassifierFloors floors() {
    ClassifierFloors known = floors;
    if (known == null) {
      known = ClassifierFloors.of(data);
      floors = known;
    }
    return known;
  }

  @Override
  public Map<String, @Nullable Object> report(TrainingSummary summary, String modelFile) {
    ClassifierConfig config = plan.model();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", modelFile);
    json.put("task", ClassifierPlan.TASK);
    json.put("cell", config.encoder().cell().label());
    json.put("hidden_size", (long) config.encoder().hiddenSize());
    json.put("layers", (long) config.encoder().layerCount());
    json.put("directions", config.encoder().directions().label());
    json.put("pooling", config.pooling().label());
    json.put("parameters", summary.parameters());
    json.put("items", (long) data.train().size());
    json.put("validation_items", (long) data.validation().size());
    json.put("classes", (long) config.classes());
    json.put("vocabulary_size", (long) config.vocabularySize());
    json.put("steps", summary.steps());
    json.put("epochs", summary.epochs());
    json.put("seconds", summary.seconds());
    json.put("chars_per_second", summary.unitsPerSecond());
    json.put("train_nats", summary.trainNats());
    json.put("metric", plan.best().label());
    json.put("validation_metric", summary.selection());
    json.put("validation_nats", summary.validationNats());
    ClassifierFloors worth = floors();
    Map<String, @Nullable Object> floorValues = new LinkedHashMap<>();
    floorValues.put("majority", worth.majority());
    floorValues.put("ngram", worth.ngram());
    json.put("floors", floorValues);
    json.put("seed", summary.seed());
    if (summary.rewinds() > 0) {
      json.put("rewinds", (long) summary.rewinds());
    }
    return json;
  }
}
