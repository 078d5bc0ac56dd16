package charwise.engine.task.tagger;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a long line that is read at once. Neighbours overlap, so that every unit is answered
 * with as much of the line on both sides as any window has: the one ends to answer, and the next
 * begins, in the middle of what both read.
 *
 * @param start the first unit that is read
 * @param end behind the last unit that is read
 * @param first the first unit that is answered
 * @param last behind the last unit that is answered
 */
public record LineWindow(int start, int end, int first, int last) {

  /**
   * The window that answers a unit and as many as it can behind it. It ends to answer behind the
   * last space of its final quarter, if there is none behind the last unit there that is neither
   * letter nor digit, and in the middle of a word only where there is none either. Where a line is
   * cut depends on its units up to {@code first + size} alone.
   *
   * @param units code points of the line
   * @param first the first unit not yet answered
   * @param size units that a window may read, more than twice the context
   * @param context units that are read on both sides of those that are answered, as far as the line
   *     has so many
   * @throws IllegalArgumentException if the size is too small
   */
  public static LineWindow next(int[] units, int first, int size, int context) {
    if (context < 0 || size <= 2L * context) {
      throw new IllegalArgumentException(
          "a window of " + size + " units has no room for a context of " + context);
    }
    int start = Math.max(0, first - context);
    if (units.length - start <= size) {
      return new LineWindow(start, units.length, first, units.length);
    }
    int most = start + size - context;
    int least = Math.max(most - (most - first) / 4, start + context + 1);
    int last = cut(units, least, most);
    return new LineWindow(start, last + context, first, last);
  }

  /**
   * The windows of a line, in order; none if it is empty.
   *
   * @param units code points of the line
   * @param size units that a window may read, more than twice the context
   * @param context units that are read on both sides of those that are answered
   */
  public static List<LineWindow> of(int[] units, int size, int context) {
    List<LineWindow> windows = new ArrayList<>();
    for (int first = 0; first < units.length; first = windows.getLast().last()) {
      windows.add(next(units, first, size, context));
    }
    return List.copyOf(windows);
  }

  private static int cut(int[] units, int least, int most) {
    int best = most;
    boolean found = false;
    for (int last = most; last >= least; last--) {
      int before = units[last - 1];
      if (Gaps.isSpace(before)) {
        return last;
      }
      if (!found && !Character.isLetterOrDigit(before)) {
        best = last;
        found = true;
      }
    }
    return best;
  }
}
