package charwise.engine.task.tagger;

import static charwise.engine.task.TaskPlan.check;

/**
 * How lines that are too long to be read at once are cut.
 *
 * @param units that a window reads
 * @param context of them that are not answered, on either side
 */
public record WindowSize(int units, int context) {
  /** The longest window. */
  private static final int MAXIMUM_UNITS = 1 << 16;

  /**
   * Checks both, since they may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public WindowSize {
    check(units >= 1 && units <= MAXIMUM_UNITS, "window", units);
    check(context >= 0 && 2 * context < units, "context", context);
  }
}
