package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.training.RunMemory;
import charwise.engine.training.TrainingPlan;

/** Refuses plans that do not fit into memory, before time is spent on them. */
final class SizeCheck {
  /** The most elements of an array, a little below the limit of virtual machines. */
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 1024;

  private final long available;

  SizeCheck(long available) {
    this.available = available;
  }

  /** A check against the memory of this process. */
  static SizeCheck ofThisProcess() {
    return new SizeCheck(Runtime.getRuntime().maxMemory());
  }

  /**
   * Checks the memory that a plan needs.
   *
   * @param length units of the training and the validation text
   * @throws UserException if that is more than there is
   */
  void check(TrainingPlan plan, long length, int threads) {
    var memory = RunMemory.of(plan, length, threads);
    if (memory.total() > available || memory.largestArray() > LARGEST_ARRAY) {
      LanguageModelConfig model = plan.model();
      throw UserException.usage(
          "too large for this machine, about "
              + NumberText.rounded((double) memory.total())
              + "B of memory where there are "
              + NumberText.rounded((double) available)
              + "B",
          "%s x %s, batch %s, bptt %s, %s characters"
              .formatted(
                  model.layerCount(),
                  model.hiddenSize(),
                  plan.batches().batchSize(),
                  plan.batches().timeSteps(),
                  NumberText.grouped(length)),
          remedy(memory));
    }
  }

  private static String remedy(RunMemory memory) {
    long model = memory.weights() + memory.reading();
    if (memory.text() > Math.max(model, memory.window())) {
      return "take a smaller text";
    }
    return memory.window() > model
        ? "lower --batch or --bptt"
        : "lower --hidden or --layers";
  }
}
