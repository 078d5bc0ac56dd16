package charwise.engine.comparison;

import charwise.engine.kernel.Team;
import charwise.engine.task.Evaluation;
import charwise.engine.task.ModelConfig;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Task;
import charwise.engine.training.TrainingPlan;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Items of one task in three parts: a tenth validates, another one tests, and the rest is learnt
 * from. Which is which follows from a hash of their texts, so equal texts stand in one part.
 * Networks stand alone: without the n-grams and lexicons that may stand beside them otherwise.
 */
public sealed interface ItemSet extends Serializable
    permits ClassifiedItems, TaggedLines, AnsweredTexts {
  /** The share that is not learnt from, of which one half validates and the other one tests. */
  double HELD_OUT = 0.2;

  /** The factors that the task knows. */
  List<Factor> factors();

  /** The model of a variant. */
  ModelConfig config(Variant variant, int hiddenSize);

  /** The plan of a run by the task's recipe. */
  TrainingPlan plan(ComparedRun run, double learningRate);

  /** What carries out a plan. */
  Task learning(TrainingPlan plan);

  /**
   * What measures a trained model on some of the items that test, given their numbers. Nothing of
   * the model is chosen by them.
   */
  Evaluation exam(TrainingPlan plan, SavedTask trained, int[] items, Team team);

  /** How many items validate. */
  int validationSize();

  /** The units of the text of each item that tests. */
  int[] testLengths();

  /** How many items test. */
  default int testSize() {
    return testLengths().length;
  }

  /** What is reached without a network on the items that test, by name. */
  Map<String, Double> floors();

  /** A number that differs, most likely, for any other items. */
  long fingerprint();
}
