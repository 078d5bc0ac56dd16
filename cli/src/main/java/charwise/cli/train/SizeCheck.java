package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
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
   * @param data bytes of what is trained and validated on
   * @param description of the sizes and the data, for the message
   * @throws UserException if that is more than there is
   */
  void check(TrainingPlan plan, long data, int threads, String description) {
    var memory = RunMemory.of(plan, data, threads);
    if (memory.total() > available || memory.largestArray() > LARGEST_ARRAY) {
      throw UserException.usage(
          "too large for this machine, about "
              + NumberText.rounded((double) memory.total())
              + "B of memory where there are "
              + NumberText.rounded((double) available)
              + "B",
          description,
          remedy(memory));
    }
  }

  /**
   * Checks the memory for items.
   *
   * @param data bytes of all items
   * @param characters of all items
   */
  void checkItems(TrainingPlan plan, long data, int threads, int batchSize, long characters) {
    check(
        plan,
        data,
        threads,
        "%s, batch %d, %s characters"
            .formatted(plan.task().model().title(), batchSize, NumberText.grouped(characters)));
  }

  private static String remedy(RunMemory memory) {
    if (memory.data() > Math.max(memory.weights(), memory.window())) {
      return "take a smaller text";
    }
    return memory.window() > memory.weights()
        ? "lower --batch or --bptt"
        : "lower --hidden or --layers";
  }
}
