package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.model.LanguageModelConfig;
import charwise.engine.training.TrainingPlan;

/** Refuses plans that this machine can't hold, before any time is spent on them. */
final class SizeCheck {
  /** Elements of one array, a little below what virtual machines allow. */
  private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 1024;

  /** Weights and gradients; the optimizer's moments come on top. */
  private static final double ARRAYS_OF_WEIGHTS = 2;

  private SizeCheck() {}

  /**
   * Checks what a plan needs at the least.
   *
   * @throws UserException if that is more than there is
   */
  static void check(TrainingPlan plan) {
    double memory = Runtime.getRuntime().maxMemory();
    LanguageModelConfig model = plan.model();
    double hidden = model.hiddenSize();
    double gates = model.cell().create().gateCount() * hidden;
    double weights =
        gates * (model.vocabularySize() + hidden * (2.0 * model.layerCount() - 1))
            + hidden * model.vocabularySize();
    double rows = plan.charactersPerStep();
    double bytes = Float.BYTES * (ARRAYS_OF_WEIGHTS * weights + rows * gates * model.layerCount());
    if (weights > LARGEST_ARRAY || rows * gates > LARGEST_ARRAY || bytes > memory) {
      throw UserException.usage(
          "too large for this machine, at least "
              + NumberText.rounded(bytes)
              + "B of memory where there are "
              + NumberText.rounded(memory)
              + "B",
          "%s x %s, batch %s, bptt %s"
              .formatted(
                  model.layerCount(), model.hiddenSize(), plan.batchSize(), plan.timeSteps()),
          "lower --hidden, --layers, --batch or --bptt");
    }
  }
}
