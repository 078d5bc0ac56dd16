package charwise.engine.comparison;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells and networks compared as language models of one text. Their plans are the {@link Recipe}'s
 * with batches of {@value #BATCH_SIZE} windows of {@value #TIME_STEPS} units for all, so that a
 * gradient may reach at least so far. The measure at a lag is the loss on the test part in bits a
 * character when the model may see only so many characters before each; see {@link ContextLoss}. It
 * is taken at {@value #MOST_POSITIONS} positions, or at fewer after a short run, so that measuring
 * reads no more than {@value #MEASURED_SHARE} of what training did.
 *
 * @param test follows the validation text
 * @param lags of the measure; each must leave some of the test part
 */
public record TextTask(
    TrainingText text, Corpus test, List<Integer> lags, List<Double> learningRates)
    implements LanguageComparison {
  private static final int BATCH_SIZE = 32;
  private static final int TIME_STEPS = 32;
  private static final int USUAL_STEPS = 3000;
  private static final int MOST_POSITIONS = 2048;
  private static final int LEAST_POSITIONS = 64;
  private static final double MEASURED_SHARE = 0.75;

  /** Keeps copies of the lists. */
  public TextTask {
    lags = List.copyOf(lags);
    learningRates = List.copyOf(learningRates);
  }

  @Override
  public String measureName() {
    return "context";
  }

  @Override
  public double searchShare() {
    return 0.15;
  }

  @Override
  public TrainingPlan plan(ComparedRun run, double learningRate, int evaluations) {
    return ComparisonTask.evaluated(
        Recipe.plan(
            new PlanRequest(
                PlanRequest.Shape.of(config(run.shape().variant(), run.shape().hiddenSize()), null),
                BATCH_SIZE,
                TIME_STEPS,
                Budget.ofSteps(run.steps()),
                OptimizationRequest.ofRate(learningRate),
                Items.NONE,
                run.seed()),
            text,
            1),
        evaluations);
  }

  @Override
  public LanguageTask start(TrainingPlan plan) {
    return LanguageTask.of(plan, text);
  }

  @Override
  public List<Double> byLag(LanguageModel model, long steps) {
    List<Double> bits = new ArrayList<>();
    if (!lags.isEmpty()) {
      int longest = lags.stream().mapToInt(lag -> lag).max().orElseThrow();
      ContextLoss loss = new ContextLoss(model, test, longest, positions(steps));
      lags.forEach(lag -> bits.add(loss.bitsPerCharacter(lag)));
    }
    return bits;
  }

  /** Reads the test part once more, and the last units before each position. */
  @Override
  public long unitsByLag(long steps) {
    return lags.isEmpty() ? 0 : test.length() + positions(steps) * unitsByPosition();
  }

  private long unitsByPosition() {
    return lags.stream().mapToLong(lag -> lag).sum();
  }

  private int positions(long steps) {
    double trained = (double) steps * BATCH_SIZE * TIME_STEPS;
    return (int)
        Math.clamp(MEASURED_SHARE * trained / unitsByPosition(), LEAST_POSITIONS, MOST_POSITIONS);
  }

  @Override
  public double validationLoss(SavedTask trained, double validationNats) {
    return validationNats;
  }

  @Override
  public long usualSteps() {
    return USUAL_STEPS;
  }
}
