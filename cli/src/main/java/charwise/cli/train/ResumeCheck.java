package charwise.cli.train;

import charwise.cli.console.UserException;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.PlanRequest;
import charwise.engine.training.Recipe;
import charwise.engine.training.TrainingPlan;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks the options that came with {@code --resume} against the plan of the interrupted run. An
 * option that was left out agrees with any plan.
 */
final class ResumeCheck {
  private final TrainingPlan plan;
  private final String checkpoint;

  /** A check against {@code plan}, the plan of {@code checkpoint}. */
  ResumeCheck(TrainingPlan plan, String checkpoint) {
    this.plan = plan;
    this.checkpoint = checkpoint;
  }

  /**
   * Checks every option but the budget.
   *
   * @throws UserException at the first difference
   */
  void checkOptions(TrainConfiguration configuration) {
    PlanRequest given = configuration.request();
    LanguageModelConfig model = plan.model();
    BatchPlan batches = plan.batches();
    OptimizationPlan optimization = plan.optimization();
    LearningRate rate = optimization.rate();
    compare("--cell", given.cell(), model.cell());
    compare("--hidden", given.hiddenSize(), model.hiddenSize());
    compare("--layers", given.layerCount(), model.layerCount());
    compare("--residual", given.residual(), model.residual());
    compare("--dropout", given.dropout(), plan.dropout());
    compare("--batch", given.batchSize(), batches.batchSize());
    compare("--bptt", given.timeSteps(), batches.timeSteps());
    compare("--learning-rate", given.learningRate(), rate.peak());
    compare("--schedule", given.schedule(), rate.schedule());
    compare("--warmup", given.warmupSteps(), rate.warmupSteps());
    compare("--optimizer", given.optimizer(), optimization.optimizer());
    compare("--weight-decay", given.weightDecay(), optimization.weightDecay());
    compare("clipping", given.clipping(), optimization.clipping());
    compare("--on-divergence", configuration.onDivergence(), plan.onDivergence());
    compare("--items", configuration.reading().items(), batches.items());
    compare("--seed", configuration.seedGiven() ? given.seed() : null, plan.seed());
  }

  /**
   * Checks the budget. One in minutes is not checked, because its number of steps was fixed when
   * the run began.
   *
   * @throws UserException if it amounts to another number of steps
   */
  void checkBudget(PlanRequest given, TrainingText text) {
    if (given.minutes() == null && (given.steps() != null || given.epochs() != null)) {
      long steps = Recipe.plan(withBudgetOf(given, null, null), text, 1).steps();
      if (steps != plan.steps()) {
        LanguageModelConfig model = plan.model();
        int timeSteps = plan.batches().timeSteps();
        steps = Recipe.plan(withBudgetOf(given, model.hiddenSize(), timeSteps), text, 1).steps();
      }
      compare("the budget in steps", steps, plan.steps());
    }
  }

  /**
   * The plan with the given budget. Sizes that were asked for are part of it, others follow from
   * the steps.
   */
  private PlanRequest withBudgetOf(
      PlanRequest given, @Nullable Integer hiddenSize, @Nullable Integer timeSteps) {
    LanguageModelConfig model = plan.model();
    BatchPlan batches = plan.batches();
    OptimizationPlan optimization = plan.optimization();
    LearningRate rate = optimization.rate();
    return new PlanRequest(
        model.cell(),
        hiddenSize,
        model.layerCount(),
        plan.dropout(),
        model.residual(),
        batches.batchSize(),
        timeSteps,
        given.epochs(),
        given.steps(),
        null,
        rate.peak(),
        rate.schedule(),
        rate.warmupSteps(),
        optimization.optimizer(),
        optimization.weightDecay(),
        optimization.clipping(),
        batches.items(),
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
      case Clipping clipping when clipping.kind() == Clipping.Kind.NONE -> "off";
      case Clipping clipping ->
          clipping.kind().name().toLowerCase(Locale.ROOT) + " " + clipping.limit();
      default -> value.toString();
    };
  }
}
