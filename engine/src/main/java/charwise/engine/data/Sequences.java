package charwise.engine.data;

import java.io.Serializable;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Many sequences of ids, one behind the other in one array, so that none is an object of its own.
 * Sequence i is {@code ids()[start(i)]} to {@code ids()[end(i) - 1]}; it may be empty.
 */
public final class Sequences implements Serializable {
  private static final long serialVersionUID = 1L;

  private final char[] ids;
  private final int[] starts;
  private final int size;
  private final int longest;

  /** Starts has {@code size + 1} entries that count, the last of them where the last one ends. */
  Sequences(char[] ids, int[] starts, int size) {
    this.ids = ids;
    this.starts = starts;
    this.size = size;
    int length = 0;
    for (int i = 0; i < size; i++) {
      length = Math.max(length, starts[i + 1] - starts[i]);
    }
    this.longest = length;
  }

  /**
   * Sequences of given ids.
   *
   * @param ids not copied
   * @param starts where each sequence starts and, last, where the last one ends; not copied
   * @throws IllegalArgumentException unless there is at least one entry and they ascend
   * @throws IndexOutOfBoundsException if one is not an index of the ids, or their length
   */
  public static Sequences of(char[] ids, int[] starts) {
    if (starts.length == 0) {
      throw new IllegalArgumentException("sequences need to know where the last one ends");
    }
    Objects.checkFromToIndex(starts[0], starts[starts.length - 1], ids.length);
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] < starts[i - 1]) {
        throw new IllegalArgumentException("sequence " + (i - 1) + " ends before it starts");
      }
    }
    return new Sequences(ids, starts, starts.length - 1);
  }

  /** The lines of a text, each with the line feed that ends it; they share the text's ids. */
  public static Sequences lines(Corpus text) {
    char[] ids = text.ids();
    int lineFeed = text.vocabulary().id('\n');
    int length = text.length();
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += ids[i] == lineFeed || i == length - 1 ? 1 : 0;
    }
    int[] starts = new int[lines + 1];
    int line = 0;
    for (int i = 0; i < length; i++) {
      if (ids[i] == lineFeed || i == length - 1) {
        starts[++line] = i + 1;
      }
    }
    return new Sequences(ids, starts, lines);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The backing array, not a copy. */
  public char[] ids() {
    return ids;
  }

  /** The index of a sequence's first id. */
  public int start(int sequence) {
    return starts[Objects.checkIndex(sequence, size)];
  }

  /** The index after a sequence's last id. */
  public int end(int sequence) {
    return starts[Objects.checkIndex(sequence, size) + 1];
  }

  /** How many ids a sequence has. */
  public int length(int sequence) {
    return end(sequence) - start(sequence);
  }

  /** The length of each. */
  public int[] lengths() {
    return IntStream.range(0, size()).map(this::length).toArray();
  }

  /** The length of the longest; 0 if there is none. */
  public int longest() {
    return longest;
  }

  /** The lengths of all, summed. */
  public int total() {
    return starts[size] - starts[0];
  }

  /**
   * A copy of some, in the order given.
   *
   * @param chosen their numbers; one may come twice
   * @throws IndexOutOfBoundsException if there is no such sequence
   * @throws ArithmeticException if they are too long for an array
   */
  public Sequences select(int[] chosen) {
    int[] selectedStarts = new int[chosen.length + 1];
    for (int i = 0; i < chosen.length; i++) {
      selectedStarts[i + 1] = Math.addExact(selectedStarts[i], length(chosen[i]));
    }
    char[] selected = new char[selectedStarts[chosen.length]];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(ids, start(chosen[i]), selected, selectedStarts[i], length(chosen[i]));
    }
    return new Sequences(selected, selectedStarts, chosen.length);
  }
}
