package charwise.engine.comparison;

import charwise.engine.data.HashSplit;
import charwise.engine.data.LabelledItems;
import charwise.engine.kernel.Team;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.ngram.NgramUse;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.Evaluation;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Task;
import charwise.engine.task.classifier.ClassifierConfig;
import charwise.engine.task.classifier.ClassifierData;
import charwise.engine.task.classifier.ClassifierFloors;
import charwise.engine.task.classifier.ClassifierMetric;
import charwise.engine.task.classifier.ClassifierRecipe;
import charwise.engine.task.classifier.ClassifierRequest;
import charwise.engine.task.classifier.ClassifierTask;
import charwise.engine.task.classifier.SavedClassifier;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts and their labels, for classifiers that are compared. */
public record ClassifiedItems(ClassifierData data, LabelledItems test) implements ItemSet {
  /** Splits items. */
  public static ClassifiedItems of(LabelledItems items) {
    HashSplit split = items.split(HELD_OUT);
    LabelledItems heldOut = items.select(split.validation());
    HashSplit halves = heldOut.split(0.5);
    return new ClassifiedItems(
        new ClassifierData(items.select(split.train()), heldOut.select(halves.validation())),
        heldOut.select(halves.train()));
  }

  @Override
  public List<Factor> factors() {
    return List.of(Factor.CELL, Factor.DIRECTIONS, Factor.LAYERS, Factor.RESIDUAL);
  }

  @Override
  public ClassifierConfig config(Variant variant, int hiddenSize) {
    return new ClassifierConfig(
        variant.encoder(data.train().vocabulary().size() + 1, hiddenSize),
        PoolingType.MAX,
        data.train().labels().size(),
        0);
  }

  @Override
  public TrainingPlan plan(ComparedRun run, double learningRate) {
    return ClassifierRecipe.plan(
        new ClassifierRequest(
            EncoderRequest.of(config(run.shape().variant(), run.shape().hiddenSize()).encoder()),
            PoolingType.MAX,
            NgramUse.OFF,
            false,
            ClassifierMetric.ACCURACY,
            Budget.ofSteps(run.steps()),
            OptimizationRequest.ofRate(learningRate),
            run.seed()),
        data,
        null,
        1);
  }

  @Override
  public Task learning(TrainingPlan plan) {
    return ClassifierTask.of(plan, data, null);
  }

  @Override
  public Evaluation exam(TrainingPlan plan, SavedTask trained, int[] items, Team team) {
    return ClassifierTask.exam(plan, test.select(items), (SavedClassifier) trained, team);
  }

  @Override
  public int validationSize() {
    return data.validation().size();
  }

  @Override
  public int[] testLengths() {
    return test.inputs().lengths();
  }

  @Override
  public Map<String, Double> floors() {
    ClassifierFloors worth = ClassifierFloors.of(new ClassifierData(data.train(), test));
    Map<String, Double> floors = new LinkedHashMap<>();
    floors.put("majority", worth.majority());
    floors.put("ngram", worth.ngram());
    return floors;
  }

  @Override
  public long fingerprint() {
    return (data.train().fingerprint() * 31 + data.validation().fingerprint()) * 31
        + test.fingerprint();
  }
}
