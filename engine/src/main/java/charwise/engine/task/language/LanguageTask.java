package charwise.engine.task.language;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledParts;
import charwise.engine.data.Sequences;
import charwise.engine.data.Windows;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.DataMark;
import charwise.engine.task.Evaluation;
import charwise.engine.task.GradientStep;
import charwise.engine.task.Score;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The language model and its text, as a trainer sees them. Where the plan has n-grams stand beside
 * the network, each evaluation gives them the weight that explains the validation text best.
 */
public final class LanguageTask implements Task {
  /** Units that tell how long reading all takes: few while the code is cold, more at each call. */
  private static final int FIRST_PART = 256;

  private static final int MAXIMUM_PART = 1 << 14;

  private final LanguagePlan plan;
  private final TrainingText text;
  private final Windows windows;
  private final LanguageModel model;
  private final long seed;
  private @Nullable MixedEvaluation ngrams;

  private LanguageTask(TrainingPlan plan, TrainingText text, LanguageModel model, Windows windows) {
    this.plan = LanguagePlan.of(plan);
    this.text = text;
    this.windows = windows;
    this.model = model;
    this.seed = plan.seed();
    model.mix(null);
    if (!model.config().equals(this.plan.model())) {
      throw new IllegalArgumentException("the initial model's shape is not the plan's");
    }
    if (text.conditions() != this.plan.model().conditions()) {
      throw new IllegalArgumentException(
          "a text of " + text.conditions() + " conditions for another model");
    }
  }

  /** Fresh weights, learning a text. */
  public static LanguageTask of(TrainingPlan plan, TrainingText text) {
    LanguageModel model = new LanguageModel(LanguagePlan.of(plan).model());
    model.initialize(plan.seed());
    return of(plan, text, model);
  }

  /**
   * A model learning a text.
   *
   * @param model trained in place
   * @throws IllegalArgumentException if it is of another shape than the plan's
   */
  public static LanguageTask of(TrainingPlan plan, TrainingText text, LanguageModel model) {
    Windows windows = LanguagePlan.of(plan).batches().windows(text, plan.seed());
    return new LanguageTask(plan, text, model, windows);
  }

  /** A model learning windows of the caller's making; such a run cannot be resumed. */
  public static LanguageTask of(
      TrainingPlan plan, TrainingText text, LanguageModel model, Windows windows) {
    return new LanguageTask(plan, text, model, windows);
  }

  @Override
  public LanguageModel model() {
    return model;
  }

  /** What is read. */
  public TrainingText text() {
    return text;
  }

  @Override
  public GradientStep step(Team team) {
    BatchPlan batches = plan.batches();
    return new LanguageModelStep(
        model,
        windows,
        batches.timeSteps(),
        batches.batchSize(),
        plan.regularization(),
        seed,
        team);
  }

  @Override
  public Evaluation evaluation(Team team) {
    Corpus validation = text.validation();
    LabelledParts lines = text.lines();
    Scorer scorer = Scorer.ofNetwork(model, validation.vocabulary(), plan.batches().items(), team);
    return new Evaluation() {
      private int part = FIRST_PART;

      @Override
      public Score run() {
        if (plan.ngramOrder() > 0) {
          return Score.of(counted().mix(model, scorer.losses(validation)));
        }
        return Score.of(
            lines == null ? scorer.score(validation) : scorer.score(lines.validation()));
      }

      @Override
      public double runPart() {
        int length = Math.min(part, validation.length());
        if (length < 2) {
          return 0;
        }
        part = Math.min(2 * part, MAXIMUM_PART);
        if (lines == null) {
          scorer.score(validation.slice(0, length));
          return (double) length / validation.length();
        }
        LabelledItems first = firstLines(lines.validation(), length);
        scorer.score(first);
        return (double) first.inputs().total() / validation.length();
      }
    };
  }

  /** Counted when they are asked for first: tasks that only measure the speed never do. */
  private MixedEvaluation counted() {
    if (ngrams == null) {
      ngrams =
          new MixedEvaluation(
              text,
              plan.ngramOrder(),
              plan.batches().items() == Items.LINE ? text.train().vocabulary().id('\n') : -1);
    }
    return ngrams;
  }

  private static LabelledItems firstLines(LabelledItems lines, int most) {
    int count = 0;
    for (int units = 0; count < lines.size() && units < most; count++) {
      units += lines.inputs().length(count);
    }
    return lines.select(IntStream.range(0, count).toArray());
  }

  @Override
  public DataMark mark() {
    return TextMark.of(text);
  }

  @Override
  public Map<String, String> metadata(Map<String, @Nullable Object> training) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>(training);
    if (model.mix() != null) {
      record.put(SavedModel.NETWORK_NATS, counted().meanNetworkNats());
    }
    return LanguageModelFormat.metadata(
        SavedModel.of(
            model,
            text.train().vocabulary(),
            plan.batches().items(),
            plan.regularization().dropout(),
            text.lines() == null ? Conditions.NONE : Conditions.of(text.lines().train()),
            record));
  }

  @Override
  public Map<String, @Nullable Object> report(TrainingSummary summary, String modelFile) {
    LanguageModelConfig config = plan.model();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", modelFile);
    json.putAll(config.network().toJson());
    json.remove("residual");
    if (text.lines() != null) {
      json.put("conditions", (long) config.conditions());
    }
    if (plan.batches().items() == Items.LINE) {
      json.put("items", (long) Sequences.lines(text.train()).size());
      json.put("validation_items", (long) Sequences.lines(text.validation()).size());
    }
    json.put("parameters", summary.parameters());
    json.put("steps", summary.steps());
    json.put("epochs", summary.epochs());
    json.put("seconds", summary.seconds());
    json.put("chars_per_second", summary.unitsPerSecond());
    json.put("train_nats_per_char", summary.trainNats());
    json.put("validation_nats_per_char", summary.validationNats());
    json.put("validation_bits_per_char", summary.validationNats() / Loss.LN_2);
    json.put("vocabulary_size", (long) config.vocabularySize());
    json.put("seed", summary.seed());
    if (summary.rewinds() > 0) {
      json.put("rewinds", (long) summary.rewinds());
    }
    return json;
  }
}
