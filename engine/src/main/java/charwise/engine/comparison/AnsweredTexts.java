package charwise.engine.comparison;

import charwise.engine.data.HashSplit;
import charwise.engine.data.Pairs;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.task.EncoderRequest;
import charwise.engine.task.Evaluation;
import charwise.engine.task.SavedTask;
import charwise.engine.task.Task;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.SavedTransducer;
import charwise.engine.task.transducer.TransducerConfig;
import charwise.engine.task.transducer.TransducerData;
import charwise.engine.task.transducer.TransducerRecipe;
import charwise.engine.task.transducer.TransducerRequest;
import charwise.engine.task.transducer.TransducerTask;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Texts and the answers to them, for transducers that are compared. */
public record AnsweredTexts(TransducerData data, Pairs test) implements ItemSet {
  /** Splits pairs. */
  public static AnsweredTexts of(Pairs pairs) {
    HashSplit split = pairs.split(HELD_OUT);
    Pairs heldOut = pairs.select(split.validation());
    HashSplit halves = heldOut.split(0.5);
    return new AnsweredTexts(
        TransducerData.of(pairs.select(split.train()), heldOut.select(halves.validation())),
        heldOut.select(halves.train()));
  }

  @Override
  public List<Factor> factors() {
    return List.of(Factor.values());
  }

  @Override
  public TransducerConfig config(Variant variant, int hiddenSize) {
    return new TransducerConfig(
        variant.encoder(data.train().sourceVocabularySize(), hiddenSize),
        DecoderType.ATTENTION,
        variant.attention(),
        variant.attention() == AttentionType.BAHDANAU ? hiddenSize : 0,
        data.train().targetVocabulary().size(),
        1,
        variant.reverseSource());
  }

  @Override
  public TrainingPlan plan(ComparedRun run, double learningRate) {
    Variant variant = run.shape().variant();
    return TransducerRecipe.plan(
        new TransducerRequest(
            EncoderRequest.of(config(run.shape().variant(), run.shape().hiddenSize()).encoder()),
            DecoderType.ATTENTION,
            variant.attention(),
            null,
            variant.reverseSource(),
            null,
            Budget.ofSteps(run.steps()),
            OptimizationRequest.ofRate(learningRate),
            run.seed()),
        data,
        1);
  }

  @Override
  public Task learning(TrainingPlan plan) {
    return TransducerTask.of(plan, data);
  }

  @Override
  public Evaluation exam(TrainingPlan plan, SavedTask trained, int[] items, Team team) {
    return TransducerTask.exam(plan, test.select(items), (SavedTransducer) trained, team);
  }

  @Override
  public int validationSize() {
    return data.validation().size();
  }

  @Override
  public int[] testLengths() {
    return IntStream.range(0, test.size()).map(test::sourceLength).toArray();
  }

  /**
   * The share of texts that are their own answers, unless all are: then there is nothing to beat.
   */
  @Override
  public Map<String, Double> floors() {
    int copies = 0;
    for (int pair = 0; pair < test.size(); pair++) {
      copies += test.isCopy(pair) ? 1 : 0;
    }
    return copies < test.size() ? Map.of("copy", (double) copies / test.size()) : Map.of();
  }

  @Override
  public long fingerprint() {
    return (data.train().fingerprint() * 31 + data.validation().fingerprint()) * 31
        + test.fingerprint();
  }
}
