package charwise.engine.ngram;

import java.util.Arrays;

/**
 * How often each sequence of up to {@code order} units occurs in some texts. A sequence is a
 * number, found from that of the sequence without its last unit; {@link #ROOT} is the empty one.
 * Takes about 40 bytes for each distinct sequence.
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

  private int[] occurrences = new int[keys.length];
  private int[] parents = new int[keys.length];

  /** No counts yet. */
  NgramCounts(int order) {
    this.order = order;
    size = 1;
    Arrays.fill(sequences, NONE);
  }

  /**
   * Counts the sequences in one more text, of the ids with the indexes {@code from} to {@code to −
   * 1}. Each unit ends one sequence of each length.
   */
  void count(char[] ids, int from, int to) {
    int[] ending = new int[order + 1];
    int[] next = new int[order + 1];
    for (int i = from; i < to; i++) {
      int longest = Math.min(order, i - from + 1);
      for (int n = 1; n <= longest; n++) {
        next[n] = findOrAdd(ending[n - 1], ids[i]);
        occurrences[next[n]]++;
      }
      int[] swapped = ending;
      ending = next;
      next = swapped;
    }
  }

  /** Sequences are numbered from 0 to this. */
  int size() {
    return size;
  }

  /** The sequence without its last unit. */
  int parent(int sequence) {
    return parents[sequence];
  }

  /** How often it occurs. */
  int occurrences(int sequence) {
    return occurrences[sequence];
  }

  /** The sequence and one unit more, or NONE. */
  int find(int sequence, int unit) {
    return sequence == NONE ? NONE : sequences[slot(key(sequence, unit))];
  }

  private int findOrAdd(int sequence, int unit) {
    if (2 * size >= keys.length) {
      grow();
    }
    long key = key(sequence, unit);
    int slot = slot(key);
    if (sequences[slot] == NONE) {
      keys[slot] = key;
      sequences[slot] = size;
      parents[size] = sequence;
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
    parents = Arrays.copyOf(parents, keys.length);
  }
}
