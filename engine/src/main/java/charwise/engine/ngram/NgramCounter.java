package charwise.engine.ngram;

import charwise.engine.data.Corpus;
import java.util.Arrays;

/**
 * Counts the sequences of a text, length by length: each position is written as the number of the
 * sequence that begins there, the unit that follows it and the position itself, in one long, and
 * these are sorted.
 */
public final class NgramCounter {
  /** The most units that are counted: those at the end of a longer text. */
  public static final int MOST_UNITS = 1 << 23;

  /** What counting takes for each unit that is counted, and for each sequence that is found. */
  public static final int BYTES_PER_UNIT = Long.BYTES + 2 * Integer.BYTES;

  public static final int BYTES_PER_SEQUENCE = 48;

  private static final int POSITION_BITS = 23;
  private static final int UNIT_BITS = 16;

  private final char[] ids;
  private final int from;
  private final int length;
  private final int lineStart;

  /** By position: the sequence of the length at hand that begins there; NONE where none does. */
  private int[] beginning;

  private int[] beginningOfShorter;
  private final long[] keys;

  /** The sequences of all lengths; {@code occurrences} of them, and distinct units before. */
  private char[] units = new char[1 << 10];

  private int[] occurrences = new int[1 << 10];
  private int[] predecessors = new int[1 << 10];

  /** By sequence: whether it begins a line. */
  private boolean[] begins = new boolean[1 << 10];

  private char[] followers = new char[1 << 10];
  private int size;

  private NgramCounter(Corpus text, int lineStart) {
    ids = text.ids();
    from = Math.max(0, text.length() - MOST_UNITS);
    length = text.length() - from;
    this.lineStart = lineStart;
    keys = new long[length];
    beginning = new int[length];
    beginningOfShorter = new int[length];
  }

  /**
   * Counts a text.
   *
   * @param order the longest sequences, from 1
   * @param mostSequences shorter ones are the longest where there would be more; units alone and
   *     pairs are counted in any case
   * @param lineStart the id of the unit that a line begins with where lines stand alone: only the
   *     first or last of a sequence then is one; −1 where they do not
   */
  public static KneserNey count(Corpus text, int order, int mostSequences, int lineStart) {
    if (order < 1 || order > KneserNey.MAXIMUM_ORDER) {
      throw new IllegalArgumentException("no n-gram model has order " + order);
    }
    var counter = new NgramCounter(text, lineStart);
    int begin = 0;
    int contexts = 1;
    for (int n = 1; n <= order; n++) {
      int keyCount = counter.sort(n, begin);
      int distinct = counter.distinct(keyCount);
      if ((n > 1 && distinct == 0) || (n > 2 && counter.size + distinct > mostSequences)) {
        break;
      }
      contexts = counter.size + 1;
      begin = counter.size;
      counter.add(n, keyCount);
    }
    return counter.model(text.vocabulary().size(), begin, contexts);
  }

  /**
   * Sorts the positions where sequences of n units begin; returns how many there are.
   *
   * @param first the first sequence that is a unit shorter
   */
  private int sort(int n, int first) {
    int count = 0;
    for (int i = 0; i + n <= length; i++) {
      boolean goesOn = n < 3 || ids[from + i + n - 2] != lineStart;
      if (goesOn && beginning[i] != KneserNey.NONE) {
        long before = (long) (beginning[i] - first) << UNIT_BITS | ids[from + i + n - 1];
        keys[count++] = before << POSITION_BITS | i;
      }
    }
    Arrays.sort(keys, 0, count);
    return count;
  }

  private int distinct(int keyCount) {
    int distinct = 0;
    for (int k = 0; k < keyCount; k++) {
      distinct += k == 0 || keys[k] >>> POSITION_BITS != keys[k - 1] >>> POSITION_BITS ? 1 : 0;
    }
    return distinct;
  }

  /** Adds the sequences of n units, whose positions are sorted. */
  private void add(int n, int keyCount) {
    int[] swapped = beginningOfShorter;
    beginningOfShorter = beginning;
    beginning = swapped;
    Arrays.fill(beginning, KneserNey.NONE);
    for (int k = 0; k < keyCount; k++) {
      int position = (int) keys[k] & (1 << POSITION_BITS) - 1;
      if (k == 0 || keys[k] >>> POSITION_BITS != keys[k - 1] >>> POSITION_BITS) {
        grow();
        units[size] = ids[from + position + n - 1];
        begins[size] = ids[from + position] == lineStart;
        followers[n == 1 ? 0 : beginningOfShorter[position] + 1]++;
        if (n > 1) {
          predecessors[beginningOfShorter[position + 1]]++;
        }
        size++;
      }
      occurrences[size - 1]++;
      beginning[position] = size - 1;
    }
  }

  private void grow() {
    if (size + 1 >= units.length) {
      int larger = 2 * units.length;
      units = Arrays.copyOf(units, larger);
      occurrences = Arrays.copyOf(occurrences, larger);
      predecessors = Arrays.copyOf(predecessors, larger);
      begins = Arrays.copyOf(begins, larger);
      followers = Arrays.copyOf(followers, larger);
    }
  }

  /** The model whose longest sequences are those from {@code longest} on. */
  private KneserNey model(int vocabularySize, int longest, int contexts) {
    char[] counts = new char[size];
    for (int sequence = 0; sequence < size; sequence++) {
      boolean occurrence = sequence >= longest || begins[sequence];
      int count = occurrence ? occurrences[sequence] : predecessors[sequence];
      counts[sequence] = (char) Math.min(count, Character.MAX_VALUE);
    }
    return new KneserNey(
        vocabularySize, Arrays.copyOf(units, size), counts, Arrays.copyOf(followers, contexts));
  }
}
