package charwise.cli.train;

import charwise.cli.console.UserException;
import charwise.cli.input.ReadingChoices;
import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the options that came with {@code --resume} with the plan of the interrupted run. What
 * was left open agrees with anything.
 */
final class Agreement {
  private final TrainingPlan plan;
  private final String checkpoint;

  /** Compares with {@code plan}; differences are reported as those of {@code checkpoint}. */
  Agreement(TrainingPlan plan, String checkpoint) {
    this.plan = plan;
    this.checkpoint = checkpoint;
  }

  /**
   * Checks every option but the budget.
   *
   * @throws UserException at the first difference
   */
  void check(TrainConfiguration configuration, ReadingChoices reading, PlanRequest given) {
    PlanRequest.Shape shape = given.shape();
    OptimizationRequest asked = given.optimization();
    LanguagePlan language = LanguagePlan.of(plan);
    LanguageModelConfig model = language.model();
    BatchPlan batches = language.batches();
    OptimizationPlan optimization = plan.optimization();
    LearningRate rate = optimization.rate();
    compare("--cell", shape.cell(), model.cell());
    compare("--hidden", shape.hiddenSize(), model.hiddenSize());
    compare("--layers", shape.layerCount(), model.layerCount());
    compare("--residual", shape.residual(), model.residual());
    compare("--dropout", shape.dropout(), language.dropout());
    compare("--batch", given.batchSize(), batches.batchSize());
    compare("--bptt", given.timeSteps(), batches.timeSteps());
    compare("--learning-rate", asked.learningRate(), rate.peak());
    compare("--schedule", asked.schedule(), rate.schedule());
    compare("--warmup", asked.warmupSteps(), rate.warmupSteps());
    compare("--optimizer", asked.optimizer(), optimization.optimizer());
    compare("--weight-decay", asked.weightDecay(), optimization.weightDecay());
    compare("clipping", asked.clipping(), optimization.clipping());
    compare("--on-divergence", configuration.onDivergence(), plan.onDivergence());
    compare("--items", reading.items(), batches.items());
    compare("--seed", configuration.seedGiven() ? given.seed() : null, plan.seed());
  }

  /**
   * Checks the budget, unless it is one in minutes: from that the number of steps was fixed when
   * the run began.
   *
   * @throws UserException if it amounts to another number of steps
   */
  void checkBudget(PlanRequest given, TrainingText text) {
    Budget budget = given.budget();
    if (budget.minutes() == null && (budget.steps() != null || budget.epochs() != null)) {
      LanguagePlan language = LanguagePlan.of(plan);
      long steps = Recipe.plan(withBudgetOf(given, null, null), text, 1).steps();
      if (steps != plan.steps()) {
        int hiddenSize = language.model().hiddenSize();
        int timeSteps = language.batches().timeSteps();
        steps = Recipe.plan(withBudgetOf(given, hiddenSize, timeSteps), text, 1).steps();
      }
      compare("the budget in steps", steps, plan.steps());
    }
  }

  /** The sizes are part of it where they were asked for, and follow from the steps elsewhere. */
  private PlanRequest withBudgetOf(
      PlanRequest given, @Nullable Integer hiddenSize, @Nullable Integer timeSteps) {
    LanguagePlan language = LanguagePlan.of(plan);
    LanguageModelConfig model = language.model();
    OptimizationPlan optimization = plan.optimization();
    LearningRate rate = optimization.rate();
    return new PlanRequest(
        new PlanRequest.Shape(
            model.cell(), hiddenSize, model.layerCount(), model.residual(), language.dropout()),
        language.batches().batchSize(),
        timeSteps,
        given.budget(),
        new OptimizationRequest(
            rate.peak(),
            rate.schedule(),
            rate.warmupSteps(),
            optimization.optimizer(),
            optimization.weightDecay(),
            optimization.clipping()),
        language.batches().items(),
        plan.seed());
  }

  private <T> void compare(String option, @Nullable T given, T planned) {
    if (given != null && !Objects.equals(given, planned)) {
      throw UserException.usage(
          option + " is " + shown(given) + ", but " + shown(planned) + " in the interrupted run",
          checkpoint,
          "leave the option out, or start afresh without --resume");
    }
  }

  private static String shown(Object value) {
    return switch (value) {
      case CellType cell -> cell.label();
      case ScheduleType schedule -> schedule.label();
      case OptimizerType optimizer -> optimizer.label();
      case Items items -> items.label();
      case OnDivergence answer -> answer.label();
      case Clipping clipping when clipping.kind() == Clipping.Kind.NONE -> "off";
      case Clipping clipping ->
          clipping.kind().name().toLowerCase(Locale.ROOT) + " " + clipping.limit();
      default -> value.toString();
    };
  }
}
