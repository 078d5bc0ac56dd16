package charwise.engine.comparison;

import charwise.engine.data.Corpus;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Score;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingPlan;
import java.util.List;

/** Variants compared as language models. */
public sealed interface LanguageComparison extends ComparisonTask permits TextTask, RecallTask {
  /** What runs train on and are validated by. */
  TrainingText text();

  /** What measures them, over the same vocabulary. */
  Corpus test();

  /** The task's own measure of a trained model at each lag. */
  List<Double> byLag(LanguageModel model);

  @Override
  default LanguageModelConfig config(Variant variant, int hiddenSize) {
    return new LanguageModelConfig(
        variant.cell(),
        text().train().vocabulary().size(),
        hiddenSize,
        variant.layers(),
        variant.residual());
  }

  /** How many units a model reads for {@link #byLag}. */
  long unitsByLag();

  @Override
  default double measuringCost() {
    return (double) (test().length() + unitsByLag()) / text().validation().length();
  }

  @Override
  default int evaluations() {
    return 10;
  }

  @Override
  default Measurement measure(TrainingPlan plan, SavedTask trained) {
    LanguageModel model = ((SavedModel) trained).model();
    TrainingText exam = new TrainingText(text().train(), test());
    Score score = Exam.score(LanguageTask.of(plan, exam), model);
    return new Measurement(
        score.selection(),
        score.loss().natsPerCharacter(),
        GradientHorizon.of(model, test(), LanguagePlan.of(plan).batches().items()),
        byLag(model));
  }

  @Override
  default long fingerprint() {
    return text().fingerprint() * 31 + new TrainingText(test(), test()).fingerprint();
  }
}
