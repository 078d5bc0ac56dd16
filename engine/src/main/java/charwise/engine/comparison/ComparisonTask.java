package charwise.engine.comparison;

import charwise.engine.task.ModelConfig;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Task;
import charwise.engine.training.TrainingPlan;
import java.io.Serializable;
import java.util.List;

/**
 * What variants are compared at: how a run trains, and what its model is measured by. The data have
 * three parts: one to learn from, one to choose learning rates and the best step by, and one that
 * measures.
 */
public interface ComparisonTask extends Serializable {
  /** The model of a variant with layers of some size. */
  ModelConfig config(Variant variant, int hiddenSize);

  /** The same with its number of weights. */
  default Shape shape(Variant variant, int hiddenSize) {
    return new Shape(variant, hiddenSize, config(variant, hiddenSize).layout().count());
  }

  /** What {@link Measurement#byLag} is called in files, without the lag. */
  String measureName();

  /** The lags of {@link Measurement#byLag}. */
  List<Integer> lags();

  /** The peak learning rates that are tried for every shape alike. */
  List<Double> learningRates();

  /** How long a try of a learning rate is, as a share of a run. */
  double searchShare();

  /** How often a run is evaluated on the validation part, at the most. */
  int evaluations();

  /** What {@link #measure} costs, after so many steps, in evaluations on the validation part. */
  double measuringCost(long steps);

  /**
   * The plan of a run. Its batches do not depend on the variant.
   *
   * @param evaluations how often the validation part is read at the most
   */
  TrainingPlan plan(ComparedRun run, double learningRate, int evaluations);

  /**
   * A plan with as many evaluations as asked for, but no more than take about a quarter of its
   * time: four times as many as its recipe has.
   */
  static TrainingPlan evaluated(TrainingPlan plan, int evaluations) {
    long affordable = 4 * Math.ceilDiv(plan.steps(), plan.evaluationEvery());
    return plan.withEvaluationEvery(Math.ceilDiv(plan.steps(), Math.min(evaluations, affordable)));
  }

  /** What carries out a plan, from fresh weights. */
  Task start(TrainingPlan plan);

  /** Measures a trained model on the test part. */
  Measurement measure(TrainingPlan plan, SavedTask trained);

  /** The loss on the validation part by which learning rates are chosen: lower is better. */
  double validationLoss(SavedTask trained, double validationNats);

  /** The default number of steps of a run. */
  long usualSteps();

  /** A number that differs, most likely, for any other data. */
  long fingerprint();
}
