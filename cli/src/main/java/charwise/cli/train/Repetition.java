package charwise.cli.train;

import charwise.engine.training.PlanRequest;
import charwise.engine.training.Recipe;
import charwise.engine.training.TrainingPlan;
import charwise.engine.training.TrainingText;

/** Finds the options that repeat a run of some minutes exactly, whatever the machine's speed. */
final class Repetition {
  private Repetition() {}

  /**
   * The options to give in place of {@code --minutes}: the steps and, if the recipe would choose
   * another one for as many steps, the hidden size.
   *
   * @param request what the run was asked for
   * @param plan what it did
   */
  static String options(PlanRequest request, TrainingPlan plan, TrainingText text) {
    String steps = "--steps " + plan.steps();
    return Recipe.plan(inSteps(request, plan.steps()), text, 1).equals(plan)
        ? steps
        : steps + " --hidden " + plan.model().hiddenSize();
  }

  /** The same request with a budget of {@code count} steps. */
  static PlanRequest inSteps(PlanRequest request, long count) {
    return new PlanRequest(
        request.cell(),
        request.hiddenSize(),
        request.layerCount(),
        request.dropout(),
        request.residual(),
        request.batchSize(),
        request.timeSteps(),
        null,
        count,
        null,
        request.learningRate(),
        request.schedule(),
        request.warmupSteps(),
        request.optimizer(),
        request.weightDecay(),
        request.clipping(),
        request.items(),
        request.seed());
  }
}
