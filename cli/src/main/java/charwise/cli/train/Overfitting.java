package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.training.TrainingPlan;

/**
 * Whether a run learns its training text by heart: validation was best some while ago, a third of
 * the run or more, and has been worse each time since.
 */
record Overfitting(TrainingPlan plan) {
  private static final int SHARE = 3;

  /** Fewer validations say too little. */
  private static final int LEAST_VALIDATIONS = 3;

  /**
   * Whether it does after {@code step} steps.
   *
   * @param bestStep after which validation was best
   */
  boolean shows(long bestStep, long step) {
    long since = step - bestStep;
    return since * SHARE >= plan.steps() && since >= LEAST_VALIDATIONS * plan.evaluationEvery();
  }

  /** What is wrong, and what to change. */
  String words(long bestStep) {
    boolean noise =
        plan.task() instanceof LanguagePlan language
            && language.model().network().hasRecurrentWeights();
    return "validation was best at step %s and has risen since; %s"
        .formatted(
            NumberText.grouped(bestStep),
            "try %smore --dropout, fewer minutes, or more text"
                .formatted(noise ? "more --weight-noise, " : ""));
  }
}
