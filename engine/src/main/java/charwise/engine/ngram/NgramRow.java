package charwise.engine.ngram;

import java.util.Arrays;

/**
 * The features of one text after another, as {@link NgramLinear} weights them; only those that are
 * not zero. Allocates nothing but what a text longer than any before it needs. Not thread-safe.
 */
public final class NgramRow {
  private final HashedNgrams ngrams;
  private final float[] idf;
  private int[] buckets = new int[0];
  private float[] values = new float[0];
  private int count;

  NgramRow(HashedNgrams ngrams, float[] idf) {
    this.ngrams = ngrams;
    this.idf = idf;
  }

  /**
   * Turns to a text.
   *
   * @param ids over the classifier's vocabulary
   * @param from the index of the first
   * @param to the index after the last
   */
  public void read(char[] ids, int from, int to) {
    ngrams.read(ids, from, to);
    if (ngrams.count() > values.length) {
      values = Arrays.copyOf(values, ngrams.count());
      buckets = Arrays.copyOf(buckets, ngrams.count());
    }
    count = 0;
    double squares = 0;
    for (int i = 0; i < ngrams.count(); i++) {
      int bucket = ngrams.bucket(i);
      int occurrences = ngrams.occurrences(i);
      if (idf[bucket] != 0) {
        double value =
            occurrences == 1 ? idf[bucket] : (1 + StrictMath.log(occurrences)) * idf[bucket];
        squares += value * value;
        buckets[count] = bucket;
        values[count++] = (float) value;
      }
    }
    float scale = count == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < count; i++) {
      values[i] *= scale;
    }
  }

  /** How many features are not zero. */
  int count() {
    return count;
  }

  /** The bucket of the i-th, ascending. */
  int bucket(int i) {
    return buckets[i];
  }

  /** The value of the i-th; their squares add up to 1. */
  float value(int i) {
    return values[i];
  }
}
