package charwise.cli.train;

import charwise.cli.console.UserException;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.EncoderRequest;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
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
   * Checks what is asked of every task, but the budget.
   *
   * @throws UserException at the first difference
   */
  void checkOptions(TrainConfiguration configuration, OptimizationRequest asked, long seed) {
    OptimizationPlan optimization = plan.optimization();
    LearningRate rate = optimization.rate();
    compare("--learning-rate", asked.learningRate(), rate.peak());
    compare("--schedule", asked.schedule(), rate.schedule());
    compare("--warmup", asked.warmupSteps(), rate.warmupSteps());
    compare("--optimizer", asked.optimizer(), optimization.optimizer());
    compare("--weight-decay", asked.weightDecay(), optimization.weightDecay());
    compare("clipping", asked.clipping(), optimization.clipping());
    compare("--on-divergence", configuration.learning().onDivergence, plan.onDivergence());
    compare("--seed", configuration.learning().seed.given() ? seed : null, plan.seed());
  }

  /**
   * Checks what is asked of the layers that read items.
   *
   * @throws UserException at the first difference
   */
  void checkEncoder(EncoderRequest asked, EncoderConfig planned, double dropout) {
    compare("--cell", asked.cell(), planned.cell());
    compare("--hidden", asked.hiddenSize(), planned.hiddenSize());
    compare("--layers", asked.layerCount(), planned.layerCount());
    compare("--residual", asked.residual(), planned.residual());
    compare("--dropout", asked.dropout(), dropout);
    compare("--directions", asked.directions(), planned.directions());
  }

  /** What was asked for where the run was planned, with all that was left open then. */
  OptimizationRequest optimization() {
    OptimizationPlan optimization = plan.optimization();
    LearningRate rate = optimization.rate();
    return new OptimizationRequest(
        rate.peak(),
        rate.schedule(),
        rate.warmupSteps(),
        optimization.optimizer(),
        optimization.weightDecay(),
        optimization.clipping());
  }

  /**
   * Checks the budget. One in minutes is not checked, because its number of steps was fixed when
   * the run began.
   *
   * @param steps what the budget given amounts to
   * @throws UserException if that is another number of steps
   */
  void checkBudget(Budget given, LongSupplier steps) {
    if (given.minutes() == null && (given.steps() != null || given.epochs() != null)) {
      compare("the budget in steps", steps.getAsLong(), plan.steps());
    }
  }

  /**
   * Checks an option.
   *
   * @param given null if it was left open
   * @throws UserException if it is another
   */
  <T> void compare(String option, @Nullable T given, @Nullable T planned) {
    if (given != null && !Objects.equals(given, planned)) {
      throw UserException.usage(
          option
              + " is "
              + shown(given)
              + ", but "
              + (planned == null ? "nothing" : shown(planned))
              + " in the interrupted run",
          checkpoint,
          "leave the option out, or start again with --fresh");
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
