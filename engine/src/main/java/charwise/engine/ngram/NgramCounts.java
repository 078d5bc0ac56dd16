package charwise.engine.ngram;

import charwise.engine.data.Corpus;
import java.util.Arrays;

/**
 * How often each sequence of up to {@code order} units occurs in a text, and after how many
 * different units. A sequence is a number, found from that of the sequence without its last unit;
 * {@link #ROOT} is the empty one. Takes about 50 bytes for each distinct sequence.
 */
final class NgramCounts {
  /** The empty sequence. */
  static final int ROOT = 0;

  /** No such sequence. */
  static final int NONE = -1;

  private static final int UNIT_BITS = 16;

  private final int order;
  private long[] keys = new long[1 << 4];
  private int[] sequences = new int[keys.length];
  private int size;

  /** By sequence: occurrences, and distinct units before it. */
  private int[] occurrences = new int[keys.length];

  private int[] predecessors = new int[keys.length];
  private int[] parents = new int[keys.length];
  private byte[] lengths = new byte[keys.length];

  /** No counts yet. */
  NgramCounts(int order) {
    this.order = order;
    size = 1;
    Arrays.fill(sequences, NONE);
  }

  /** The counts of a text. */
  NgramCounts(Corpus text, int order) {
    this(order);
    count(text.ids(), 0, text.length());
  }

  /**
   * Counts the sequences in one more text, of the ids with the indexes {@code from} to {@code to −
   * 1}. Each unit ends one sequence of each length. One that is new is, without its first unit, a
   * sequence with one predecessor more.
   */
  void count(char[] ids, int from, int to) {
    int[] ending = new int[order + 1];
    int[] next = new int[order + 1];
    for (int i = from; i < to; i++) {
      int longest = Math.min(order, i - from + 1);
      for (int n = 1; n <= longest; n++) {
        int before = size;
        next[n] = findOrAdd(ending[n - 1], ids[i], n);
        occurrences[next[n]]++;
        if (size > before && n > 1) {
          predecessors[next[n - 1]]++;
        }
      }
      int[] swapped = ending;
      ending = next;
      next = swapped;
    }
  }

  /** The longest sequences counted. */
  int order() {
    return order;
  }

  /** Sequences are numbered from 0 to this. */
  int size() {
    return size;
  }

  /** The sequence without its last unit. */
  int parent(int sequence) {
    return parents[sequence];
  }

  /** How many units it has. */
  int length(int sequence) {
    return lengths[sequence];
  }

  /** How often it occurs. */
  int occurrences(int sequence) {
    return occurrences[sequence];
  }

  /** How many different units it follows. */
  int predecessors(int sequence) {
    return predecessors[sequence];
  }

  /** The sequence and one unit more, or NONE. */
  int find(int sequence, int unit) {
    return sequence == NONE ? NONE : sequences[slot(key(sequence, unit))];
  }

  private int findOrAdd(int sequence, int unit, int length) {
    if (2 * size >= keys.length) {
      grow();
    }
    long key = key(sequence, unit);
    int slot = slot(key);
    if (sequences[slot] == NONE) {
      keys[slot] = key;
      sequences[slot] = size;
      parents[size] = sequence;
      lengths[size] = (byte) length;
      size++;
    }
    return sequences[slot];
  }

  private static long key(int sequence, int unit) {
    return (long) sequence << UNIT_BITS | unit;
  }

  /** Where a key is, or would be. */
  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & (keys.length - 1);
    while (sequences[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSequences = sequences;
    keys = new long[2 * oldKeys.length];
    sequences = new int[keys.length];
    Arrays.fill(sequences, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldSequences[i] != NONE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        sequences[slot] = oldSequences[i];
      }
    }
    occurrences = Arrays.copyOf(occurrences, keys.length);
    predecessors = Arrays.copyOf(predecessors, keys.length);
    parents = Arrays.copyOf(parents, keys.length);
    lengths = Arrays.copyOf(lengths, keys.length);
  }
}
