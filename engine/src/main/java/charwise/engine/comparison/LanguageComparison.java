package charwise.engine.comparison;

import charwise.engine.data.Corpus;
import charwise.engine.kernel.Team;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Score;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingPlan;
import java.util.List;
import java.util.Map;

/** Variants compared as language models: cells and networks as equals. */
public sealed interface LanguageComparison extends ComparisonTask permits TextTask, RecallTask {
  /** What runs train on and are validated by. */
  TrainingText text();

  /** What measures them, over the same vocabulary. */
  Corpus test();

  /**
   * The task's own measure of a trained model at each lag.
   *
   * @param steps that trained it
   */
  List<Double> byLag(LanguageModel model, long steps);

  /** What is asked of the model of a variant; a width that no network can have is rounded. */
  default PlanRequest.Shape asked(Variant variant, int hiddenSize) {
    NetworkKind kind = variant.kind();
    return new PlanRequest.Shape(
        kind.type(),
        kind.cell(),
        kind.type().fit(hiddenSize),
        variant.layers(),
        variant.residual(),
        Map.of(),
        null,
        null);
  }

  @Override
  default LanguageModelConfig config(Variant variant, int hiddenSize) {
    return new LanguageModelConfig(
        asked(variant, hiddenSize).config(), text().train().vocabulary().size(), 0);
  }

  /** The shape of that size, or of the nearest that the network can have. */
  @Override
  default Shape shape(Variant variant, int hiddenSize) {
    LanguageModelConfig config = config(variant, hiddenSize);
    return new Shape(variant, config.hiddenSize(), config.layout().count());
  }

  /** How many units a model reads for {@link #byLag}. */
  long unitsByLag(long steps);

  @Override
  default double measuringCost(long steps) {
    long units = test().length() + GradientHorizon.cost(test(), steps) + unitsByLag(steps);
    return (double) units / text().validation().length();
  }

  @Override
  default int evaluations() {
    return 10;
  }

  @Override
  default Measurement measure(TrainingPlan plan, SavedTask trained) {
    LanguageModel model = ((SavedModel) trained).model();
    TrainingText exam = new TrainingText(text().train(), test());
    Score score;
    try (Team team = new Team(1)) {
      score = LanguageTask.of(plan, exam, model).evaluation(team).run();
    }
    return new Measurement(
        score.selection(),
        score.loss().natsPerCharacter(),
        GradientHorizon.of(model, test(), LanguagePlan.of(plan).batches().items(), plan.steps()),
        byLag(model, plan.steps()));
  }

  @Override
  default long fingerprint() {
    return text().fingerprint() * 31 + new TrainingText(test(), test()).fingerprint();
  }
}
