package charwise.engine.task.tagger;

import java.io.Serializable;
import java.util.Set;

/**
 * What is taken away between the units of a line. Where spaces go, a gap is the longest run of what
 * goes. Where punctuation goes and spaces stay, a gap's first space is a unit like any other: the
 * punctuation before it belongs to the unit in front, and what comes behind it belongs to the space
 * if there is punctuation in the gap. So {@code one — two} becomes {@code one two}, and nothing
 * tells that there was a dash.
 */
final class Gaps implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean spaces;
  private final boolean punctuation;

  Gaps(Set<Restoration> lost) {
    this.spaces = lost.contains(Restoration.SPACES);
    this.punctuation = lost.contains(Restoration.PUNCTUATION);
  }

  static boolean isSpace(int unit) {
    return unit == ' ' || unit == '\t' || Character.getType(unit) == Character.SPACE_SEPARATOR;
  }

  static boolean isPunctuation(int unit) {
    return switch (Character.getType(unit)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Whether the unit goes wherever it stands. */
  boolean goes(int unit) {
    return (spaces && isSpace(unit)) || (punctuation && isPunctuation(unit));
  }

  /** Meets the units of a line that stay, in order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * A unit that stays, with the gaps that belong to it.
     *
     * @param start where the gap in front begins, {@code at} if there is none
     * @param at the unit's index
     * @param end where the gap behind ends, {@code at + 1} if there is none
     */
    void unit(int start, int at, int end);
  }

  /**
   * Goes through a line.
   *
   * @return whether any unit stays; if not, the line is all one gap, or empty
   */
  boolean walk(int[] line, Visitor visitor) {
    int at = spaces ? runOfGoing(line, 0) : mixedRun(line, 0, false);
    boolean some = at < line.length;
    int start = 0;
    while (at < line.length) {
      int end = after(line, at);
      visitor.unit(start, at, end);
      start = end;
      at = end;
    }
    return some;
  }

  private int after(int[] line, int at) {
    return isFirstSpace(line[at])
        ? mixedRun(line, at + 1, at > 0 && goes(line[at - 1]))
        : runOfGoing(line, at + 1);
  }

  private int runOfGoing(int[] line, int from) {
    int end = from;
    while (end < line.length && goes(line[end])) {
      end++;
    }
    return end;
  }

  /** A run of spaces and punctuation, if there is punctuation in it, or was before, that goes. */
  private int mixedRun(int[] line, int from, boolean before) {
    int end = from;
    boolean found = before;
    while (end < line.length && (goes(line[end]) || isSpace(line[end]))) {
      found |= goes(line[end]);
      end++;
    }
    return found ? end : from;
  }

  /** Whether something may have been taken away in front of the first unit of a line. */
  boolean mayBeBefore(int[] units) {
    return !goes(units[0]);
  }

  /** Whether something may have been taken away behind unit {@code at} of a line. */
  boolean mayBeAfter(int[] units, int at) {
    boolean nextStays =
        at + 1 == units.length
            || !(goes(units[at + 1]) || (isFirstSpace(units[at]) && isSpace(units[at + 1])));
    return nextStays && !goes(units[at]);
  }

  /** Whether the unit is a space that stays, so that a gap behind it may have spaces, too. */
  boolean isFirstSpace(int unit) {
    return !spaces && isSpace(unit);
  }

  /** Whether such a run of spaces and punctuation may be a gap behind a unit that is no space. */
  boolean isGap(String run) {
    return run.codePoints().allMatch(this::goes);
  }
}
