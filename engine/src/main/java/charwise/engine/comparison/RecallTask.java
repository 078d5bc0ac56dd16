package charwise.engine.comparison;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.recall.ChronoInitialization;
import charwise.engine.recall.RecallItems;
import charwise.engine.recall.RecallQuiz;
import charwise.engine.recall.RecallWindows;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Regularization;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells compared at remembering. The measure at a lag is the share of questions answered rightly on
 * fresh items with so many units between key and question. The recipe, the same for all cells:
 * {@link ChronoInitialization} for the longest lag, {@link RecallWindows} with their curriculum and
 * their weight on the answers, about 8,000 units a step, Adam, a cosine, and gradients clipped at
 * norm 1.
 *
 * @param text a text of items to validate on; what runs train on comes from {@code items}
 * @param test a text of other items
 */
public record RecallTask(
    RecallItems items,
    TrainingText text,
    Corpus test,
    List<Integer> lags,
    List<Double> learningRates)
    implements LanguageComparison {
  /** Questions asked at each lag. */
  public static final int QUESTIONS = 200;

  private static final int UNITS_PER_STEP = 8192;
  private static final int USUAL_STEPS = 1250;
  private static final double WARMUP_SHARE = 0.02;
  private static final long QUIZ_SEED = 0x7175697AL;
  private static final int SEARCH_QUESTIONS = 64;

  /** Keeps copies of the lists. */
  public RecallTask {
    lags = List.copyOf(lags);
    learningRates = List.copyOf(learningRates);
  }

  /** The longest lag: what the curriculum ends with. */
  private int longestLag() {
    return lags.stream().mapToInt(lag -> lag).max().orElseThrow();
  }

  /** Where there is a limit to what a unit sees, it is a whole item of the longest lag. */
  @Override
  public PlanRequest.Shape asked(Variant variant, int hiddenSize) {
    return LanguageComparison.super
        .asked(variant, hiddenSize)
        .withContext(RecallWindows.timeSteps(items, longestLag()));
  }

  @Override
  public String measureName() {
    return "recall";
  }

  @Override
  public double searchShare() {
    return 0.5;
  }

  @Override
  public TrainingPlan plan(ComparedRun run, double learningRate, int evaluations) {
    int timeSteps = RecallWindows.timeSteps(items, longestLag());
    return new TrainingPlan(
        new LanguagePlan(
            config(run.shape().variant(), run.shape().hiddenSize()),
            new BatchPlan(Items.LINE, Math.clamp(UNITS_PER_STEP / timeSteps, 1, 64), timeSteps, 0),
            Regularization.NONE),
        new OptimizationPlan(
            OptimizerType.ADAM,
            new LearningRate(
                ScheduleType.COSINE,
                learningRate,
                Math.round(run.steps() * WARMUP_SHARE),
                run.steps()),
            0,
            Clipping.norm(1)),
        run.seed(),
        Math.ceilDiv(run.steps(), evaluations),
        OnDivergence.STOP);
  }

  @Override
  public LanguageTask start(TrainingPlan plan) {
    LanguagePlan shape = LanguagePlan.of(plan);
    LanguageModel initial =
        ChronoInitialization.model(shape.model(), Math.max(2, longestLag()), plan.seed());
    RecallWindows windows =
        new RecallWindows(
            items, longestLag(), shape.batches().batchSize(), plan.steps(), plan.seed());
    return LanguageTask.of(plan, text, initial, windows);
  }

  @Override
  public List<Double> byLag(LanguageModel model, long steps) {
    RecallQuiz quiz = new RecallQuiz(model, items, QUIZ_SEED);
    List<Double> shares = new ArrayList<>();
    lags.forEach(lag -> shares.add(quiz.shareRight(lag, QUESTIONS)));
    return shares;
  }

  @Override
  public long unitsByLag(long steps) {
    return QUESTIONS * lags.stream().mapToLong(lag -> lag).sum();
  }

  /** The share of wrong answers, the mean over all lags. */
  @Override
  public double validationLoss(SavedTask trained, double validationNats) {
    RecallQuiz quiz = new RecallQuiz(((SavedModel) trained).model(), items, ~QUIZ_SEED);
    double right = 0;
    for (int lag : lags) {
      right += quiz.shareRight(lag, SEARCH_QUESTIONS);
    }
    return 1 - right / lags.size();
  }

  @Override
  public long usualSteps() {
    return USUAL_STEPS;
  }
}
