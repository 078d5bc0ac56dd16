package charwise.engine.comparison;

import charwise.engine.data.HashSplit;
import charwise.engine.data.TaggedItems;
import charwise.engine.kernel.Team;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.Evaluation;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Task;
import charwise.engine.task.tagger.SavedTagger;
import charwise.engine.task.tagger.TaggerConfig;
import charwise.engine.task.tagger.TaggerData;
import charwise.engine.task.tagger.TaggerRecipe;
import charwise.engine.task.tagger.TaggerRequest;
import charwise.engine.task.tagger.TaggerTask;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines whose units bear tags, for taggers that are compared. */
public record TaggedLines(TaggerData data, TaggedItems test) implements ItemSet {
  /** Data of which the validation part is {@link #HELD_OUT}, to be halved. */
  public static TaggedLines of(TaggerData read) {
    TaggedItems heldOut = read.validation();
    HashSplit halves = new HashSplit(heldOut.inputs(), heldOut.vocabulary(), 0.5);
    return new TaggedLines(
        with(read, heldOut.select(halves.validation())), heldOut.select(halves.train()));
  }

  private static TaggerData with(TaggerData data, TaggedItems validation) {
    return new TaggerData(data.scheme(), data.vocabulary(), data.train(), validation);
  }

  @Override
  public List<Factor> factors() {
    return List.of(Factor.CELL, Factor.DIRECTIONS, Factor.LAYERS, Factor.RESIDUAL);
  }

  @Override
  public TaggerConfig config(Variant variant, int hiddenSize) {
    return new TaggerConfig(
        variant.encoder(data.vocabulary().size() + 1, hiddenSize), data.scheme().size(), 0);
  }

  @Override
  public TrainingPlan plan(ComparedRun run, double learningRate) {
    return TaggerRecipe.plan(
        new TaggerRequest(
            EncoderRequest.of(config(run.shape().variant(), run.shape().hiddenSize()).encoder()),
            false,
            null,
            Budget.ofSteps(run.steps()),
            OptimizationRequest.ofRate(learningRate),
            run.seed()),
        data,
        1);
  }

  @Override
  public Task learning(TrainingPlan plan) {
    return TaggerTask.of(plan, data);
  }

  @Override
  public Evaluation exam(TrainingPlan plan, SavedTask trained, int[] items, Team team) {
    return TaggerTask.exam(plan, with(data, test.select(items)), (SavedTagger) trained, team);
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
    TaggerData tested = with(data, test);
    TrainingPlan any = TaggerRecipe.plan(TaggerRequest.open(0).with(Budget.ofSteps(1)), tested, 1);
    Map<String, Double> floors = new LinkedHashMap<>();
    TaggerTask.of(any, tested)
        .floors()
        .forEach((name, value) -> floors.put(name, ((Number) value).doubleValue()));
    return floors;
  }

  @Override
  public long fingerprint() {
    return ((data.train().fingerprint() * 31 + data.validation().fingerprint()) * 31
                + test.fingerprint())
            * 31
        + data.scheme().names().hashCode();
  }
}
