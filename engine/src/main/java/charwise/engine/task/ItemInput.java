package charwise.engine.task;

import charwise.engine.network.RecurrentStack;
import java.util.Arrays;

/**
 * A text as a model's recurrent layers read it: an item of its own, T steps long.
 *
 * @param stack the layers
 * @param units the unit of the text that each step reads; {@link #NO_UNIT} where it reads what is not
 *     of the text
 * @param ids what is read: T ids of the first one-hot input, then those of the next
 */
public record ItemInput(RecurrentStack stack, int[] units, int[] ids) {
  /** Stands where a step reads no unit. */
  public static final int NO_UNIT = -1;

  /** Checks the lengths. */
  public ItemInput {
    int oneHots = stack.layers().getFirst().input().oneHots().size();
    if (units.length == 0 || ids.length != oneHots * units.length) {
      throw new IllegalArgumentException(
          ids.length + " ids for " + units.length + " steps of " + oneHots + " inputs");
    }
  }

  /** The first units of a text, so many at most but at least one step. */
  public static int[] units(int[] text, int most) {
    return text.length == 0 ? new int[] {NO_UNIT} : Arrays.copyOf(text, Math.min(most, text.length));
  }

  /** T. */
  public int steps() {
    return units.length;
  }
}
