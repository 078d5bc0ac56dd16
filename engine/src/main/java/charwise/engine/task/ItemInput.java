package charwise.engine.task;

import charwise.engine.network.RecurrentStack;
import java.util.Arrays;

/** A text as a model's recurrent layers read it: an item of its own, T steps long. */
public final class ItemInput {
  /** Stands where a step reads no unit. */
  public static final int NO_UNIT = -1;

  private final RecurrentStack stack;
  private final int[] units;
  private final int[] ids;

  /**
   * A text for a model.
   *
   * @param stack the layers
   * @param units the unit of the text that each step reads, one at least; {@link #NO_UNIT} where a
   *     step reads what is not of the text; not copied
   * @param ids what is read: T ids of the first one-hot input, then those of the next; not copied
   */
  public ItemInput(RecurrentStack stack, int[] units, int[] ids) {
    int oneHots = stack.layers().getFirst().input().oneHots().size();
    if (units.length == 0 || ids.length != oneHots * units.length) {
      throw new IllegalArgumentException(
          ids.length + " ids for " + units.length + " steps of " + oneHots + " inputs");
    }
    this.stack = stack;
    this.units = units;
    this.ids = ids;
  }

  /** The first units of a text, so many at most but at least one step. */
  public static int[] units(int[] text, int most) {
    return text.length == 0
        ? new int[] {NO_UNIT}
        : Arrays.copyOf(text, Math.min(most, text.length));
  }

  /** T. */
  public int steps() {
    return units.length;
  }

  /** The layers that read. */
  public RecurrentStack stack() {
    return stack;
  }

  /** The unit of the text that a step reads, or {@link #NO_UNIT}. */
  public int unit(int step) {
    return units[step];
  }

  /** What is read; not a copy. */
  public int[] ids() {
    return ids;
  }
}
