package charwise.cli.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many characters a pattern has with every repetition written out, counted while it is read.
 * More than some would take minutes and gigabytes, above all where repetitions are nested.
 */
final class PatternSize {
  /** The most characters. */
  private static final long MOST = 4000;

  /** The most characters of a repetition of what is itself repeated. */
  private static final long MOST_NESTED = 400;

  private final String pattern;
  private final Deque<Group> outer = new ArrayDeque<>();
  private Group group = new Group();
  private long lastCharacters;
  private boolean lastRepeats;

  /** A group that has not ended yet, or the whole pattern. */
  private static final class Group {
    private long characters;
    private boolean repeats;
  }

  /**
   * Nothing so far.
   *
   * @param pattern for messages
   */
  PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** Adds a character or a class. */
  void add() {
    add(1);
  }

  /** Says that there is a quantifier in the group at hand. */
  void repeats() {
    group.repeats = true;
  }

  /** Begins a group. */
  void open() {
    outer.push(group);
    group = new Group();
  }

  /** Whether all groups have ended. */
  boolean isClosed() {
    return outer.isEmpty();
  }

  /** Ends a group, which becomes one piece of the group around it. */
  void close() {
    Group inner = group;
    group = outer.pop();
    add(inner.characters);
    lastRepeats = inner.repeats;
    group.repeats |= inner.repeats;
  }

  /** Repeats the last piece. */
  void repeat(int most) {
    long once = lastCharacters;
    if (lastRepeats && once * most > MOST_NESTED) {
      throw MatchPattern.refused(
          "nested repetitions that amount to more than " + MOST_NESTED + " characters", pattern);
    }
    add(once * (most - 1));
    lastCharacters = once * most;
  }

  private void add(long added) {
    lastCharacters = added;
    lastRepeats = false;
    group.characters += added;
    if (group.characters > MOST) {
      throw MatchPattern.refused(
          "repetitions that amount to more than " + MOST + " characters", pattern);
    }
  }
}
