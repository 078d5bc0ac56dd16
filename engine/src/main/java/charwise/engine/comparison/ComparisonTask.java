package charwise.engine.comparison;

import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingPlan;
import java.util.List;

/** What cells are compared at: how a run trains, and what its model is measured by. */
public interface ComparisonTask {
  /** What runs train on and are validated by. */
  TrainingText text();

  /** What {@link #measure} is called in files, without the lag. */
  String measureName();

  /** The lags of {@link #measure}. */
  List<Integer> lags();

  /** The peak learning rates that are tried for every shape alike. */
  List<Double> learningRates();

  /** How long a try of a learning rate is, as a share of a run. */
  double searchShare();

  /**
   * The plan of a run. But for the shape and the rate it does not depend on the cell.
   *
   * @param evaluations how often the validation text is read
   */
  TrainingPlan plan(ComparedRun run, double learningRate, int evaluations);

  /** What carries out a plan, from fresh weights. */
  LanguageTask start(TrainingPlan plan);

  /** The measure of a trained model at each lag. */
  List<Double> measure(LanguageModel model);

  /** How bad a model is, to choose learning rates by: lower is better. */
  double badness(LanguageModel model, double validationNats);

  /** The default number of steps of a run. */
  long usualSteps();
}
