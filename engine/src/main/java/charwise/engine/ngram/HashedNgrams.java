package charwise.engine.ngram;

import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The n-grams of 1 to 5 units of a text, each as the number of a bucket. A mark is set before the
 * text and another behind it; n-grams may begin and end with these, but a mark alone is no n-gram.
 * Units are code points or bytes {@code u}, the marks 0x110000 and 0x110001. The hash of an n-gram
 * is
 *
 * <p>{@code h = 0xCBF29CE484222325; for each u: h = (h ^ u) · 0x9E3779B97F4A7C15, h ^= h >>> 29}
 *
 * <p>modulo 2⁶⁴, and its bucket {@code (h >>> 32) mod} the number of buckets. Buffers grow with the
 * longest text; nothing else is allocated. Not thread-safe.
 */
final class HashedNgrams {
  /** The longest n-grams. */
  static final int ORDER = 5;

  /** Units of a text that count; what comes behind them is passed over. */
  static final int MAXIMUM_UNITS = 1 << 14;

  private static final long START = 0xCBF29CE484222325L;
  private static final int BEGIN = Character.MAX_CODE_POINT + 1;
  private static final int END = BEGIN + 1;
  private static final int UNKNOWN = END + 1;

  private final Vocabulary vocabulary;
  private final int mask;
  private int[] units = new int[64];
  private int[] buckets = new int[ORDER * units.length];
  private int[] occurrences = new int[buckets.length];
  private int count;

  /**
   * N-grams of texts over a vocabulary.
   *
   * @param bucketCount a power of two
   */
  HashedNgrams(Vocabulary vocabulary, int bucketCount) {
    this.vocabulary = vocabulary;
    this.mask = bucketCount - 1;
  }

  /**
   * Reads the text of the ids with the indexes {@code from} to {@code to − 1}; ids beyond the
   * vocabulary are unknown units, which are all alike.
   */
  void read(char[] ids, int from, int to) {
    int length = Math.min(to - from, MAXIMUM_UNITS);
    if (length + 2 > units.length) {
      units = new int[length + 2];
      buckets = new int[ORDER * units.length];
      occurrences = new int[buckets.length];
    }
    units[0] = BEGIN;
    for (int i = 0; i < length; i++) {
      int id = ids[from + i];
      units[i + 1] = id < vocabulary.size() ? vocabulary.unit(id) : UNKNOWN;
    }
    units[length + 1] = END;
    int all = hash(length + 2);
    Arrays.sort(buckets, 0, all);
    count = 0;
    for (int i = 0; i < all; i++) {
      if (count == 0 || buckets[i] != buckets[count - 1]) {
        buckets[count] = buckets[i];
        occurrences[count++] = 1;
      } else {
        occurrences[count - 1]++;
      }
    }
  }

  private int hash(int marked) {
    int all = 0;
    for (int i = 0; i < marked; i++) {
      boolean mark = i == 0 || i == marked - 1;
      long hash = START;
      int end = Math.min(i + ORDER, marked);
      for (int j = i; j < end; j++) {
        hash = next(hash, units[j]);
        if (j > i || !mark) {
          buckets[all++] = (int) (hash >>> 32) & mask;
        }
      }
    }
    return all;
  }

  private static long next(long hash, int unit) {
    long mixed = (hash ^ unit) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }

  /**
   * The different n-grams of a text and their buckets, in the text's order. {@code ^} and {@code $}
   * stand for the marks, U+FFFD for unknown units.
   */
  Map<String, Integer> named(char[] ids, int from, int to) {
    read(ids, from, to);
    int marked = Math.min(to - from, MAXIMUM_UNITS) + 2;
    Map<String, Integer> named = new LinkedHashMap<>();
    for (int i = 0; i < marked; i++) {
      StringBuilder name = new StringBuilder();
      long hash = START;
      for (int j = i; j < Math.min(i + ORDER, marked); j++) {
        hash = next(hash, units[j]);
        name.append(name(units[j]));
        if (j > i || (i > 0 && i < marked - 1)) {
          named.put(name.toString(), (int) (hash >>> 32) & mask);
        }
      }
    }
    return named;
  }

  private static String name(int unit) {
    return switch (unit) {
      case BEGIN -> "^";
      case END -> "$";
      case UNKNOWN -> "\uFFFD";
      default -> Character.toString(unit);
    };
  }

  /** How many different buckets the n-grams fall into. */
  int count() {
    return count;
  }

  /** The i-th of these buckets, ascending. */
  int bucket(int i) {
    return buckets[i];
  }

  /** How many n-grams fall into the i-th of these buckets. */
  int occurrences(int i) {
    return occurrences[i];
  }
}
