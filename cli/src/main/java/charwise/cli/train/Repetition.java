package charwise.cli.train;

import charwise.engine.training.PlanRequest;
import charwise.engine.training.Recipe;
import charwise.engine.training.TrainingPlan;
import charwise.engine.training.TrainingText;

/** Finds the options that repeat a run of some minutes exactly, whatever the machine's speed. */
final class Repetition {
  private Repetition() {}

  /**
   * The options to give in place of {@code --minutes}: the steps and, where the recipe would choose
   * others for as many steps, the hidden size and the window.
   *
   * @param request what the run was asked for
   * @param plan what it did
   */
  static String options(PlanRequest request, TrainingPlan plan, TrainingText text) {
    TrainingPlan again = Recipe.plan(inSteps(request, plan.steps()), text, 1);
    StringBuilder options = new StringBuilder("--steps ").append(plan.steps());
    if (again.model().hiddenSize() != plan.model().hiddenSize()) {
      options.append(" --hidden ").append(plan.model().hiddenSize());
    }
    if (again.timeSteps() != plan.timeSteps()) {
      options.append(" --bptt ").append(plan.timeSteps());
    }
    return options.toString();
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
