package charwise.engine.ngram;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear classifier of texts by their n-grams of 1 to 5 units (see {@link HashedNgrams}):
 * multinomial logistic regression on hashed n-grams, each weighted by how often it is in the text
 * and how rare it is elsewhere. With {@code tf} the occurrences in the text and idf as below,
 *
 * <p>{@code v_f = (1 + ln tf_f) · idf_f}, {@code x = v / |v|}, {@code logits = bias + Σ x_f w_f}
 *
 * <p>for the buckets f of the text. {@code idf = 1 + ln((1 + N) / (1 + df))}, N being how many
 * items were trained on and df how many of them have the bucket, but 0 where these are fewer than
 * two: such a bucket is as if it were not there. Training is {@link DualAscent}.
 */
public final class NgramLinear {
  private static final int LARGEST_TABLE = 1 << 22;
  private static final int SMALLEST_LIMIT = 1 << 14;
  private static final int FEWEST_BUCKETS = 1 << 10;
  private static final int COUNTED_BUCKETS = 1 << 22;

  private final Vocabulary vocabulary;
  private final int classes;
  private final float[] idf;
  private final float[] weights;
  private final float[] bias;

  /**
   * A classifier with given weights.
   *
   * @param vocabulary of the texts
   * @param idf by bucket; as many as a power of two; not copied
   * @param weights buckets by classes, row-major; not copied
   * @param bias by class; not copied
   * @throws IllegalArgumentException if the sizes do not agree
   */
  public NgramLinear(Vocabulary vocabulary, float[] idf, float[] weights, float[] bias) {
    if (Integer.bitCount(idf.length) != 1) {
      throw new IllegalArgumentException("not a power of two: " + idf.length + " buckets");
    }
    if ((long) idf.length * bias.length != weights.length || bias.length == 0) {
      throw new IllegalArgumentException(
          idf.length
              + " buckets of "
              + bias.length
              + " classes have "
              + weights.length
              + " weights");
    }
    this.vocabulary = vocabulary;
    this.classes = bias.length;
    this.idf = idf;
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * Trains a classifier. The table has about a bucket for each n-gram that is in two of the items,
   * 2¹⁰ at least, but no more than 2²² weights in all, or 2¹⁴ buckets where that is more.
   *
   * @param items to learn from, at least one
   * @param classWeights how much the items of each label count; 1 for all is usual
   */
  public static NgramLinear fit(LabelledItems items, double[] classWeights, long seed) {
    int classes = items.labels().size();
    int bucketCount = bucketCount(items, classes);
    NgramLinear model =
        new NgramLinear(
            items.vocabulary(),
            idf(items, bucketCount),
            new float[bucketCount * classes],
            new float[classes]);
    new DualAscent(model, items, classWeights, seed).run();
    return model;
  }

  private static int bucketCount(LabelledItems items, int classes) {
    byte[] seen = new byte[COUNTED_BUCKETS];
    int repeated = 0;
    HashedNgrams ngrams = new HashedNgrams(items.vocabulary(), COUNTED_BUCKETS);
    for (int item = 0; item < items.size(); item++) {
      read(ngrams, items, item);
      for (int i = 0; i < ngrams.count(); i++) {
        byte times = seen[ngrams.bucket(i)];
        repeated += times == 1 ? 1 : 0;
        seen[ngrams.bucket(i)] = (byte) Math.min(times + 1, 2);
      }
    }
    int most = Math.max(SMALLEST_LIMIT, Integer.highestOneBit(LARGEST_TABLE / classes));
    int wanted = FEWEST_BUCKETS;
    while (wanted < repeated && wanted < most) {
      wanted *= 2;
    }
    return wanted;
  }

  private static float[] idf(LabelledItems items, int bucketCount) {
    int[] counts = new int[bucketCount];
    HashedNgrams ngrams = new HashedNgrams(items.vocabulary(), bucketCount);
    for (int item = 0; item < items.size(); item++) {
      read(ngrams, items, item);
      for (int i = 0; i < ngrams.count(); i++) {
        counts[ngrams.bucket(i)]++;
      }
    }
    float[] idf = new float[bucketCount];
    for (int b = 0; b < bucketCount; b++) {
      idf[b] =
          counts[b] < 2
              ? 0
              : (float) (1 + StrictMath.log((1.0 + items.size()) / (1.0 + counts[b])));
    }
    return idf;
  }

  private static void read(HashedNgrams ngrams, LabelledItems items, int item) {
    ngrams.read(items.inputs().ids(), items.inputs().start(item), items.inputs().end(item));
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** The number of buckets, a power of two. */
  public int buckets() {
    return idf.length;
  }

  /** The rarity of each bucket; not a copy. */
  public float[] idf() {
    return idf;
  }

  /** Buckets by classes, row-major; not a copy. */
  public float[] weights() {
    return weights;
  }

  /** By class; not a copy. */
  public float[] bias() {
    return bias;
  }

  /** A reader of texts for this classifier, one for each thread. */
  public NgramRow row() {
    return new NgramRow(new HashedNgrams(vocabulary, idf.length), idf);
  }

  /**
   * What each different n-gram of a text speaks for, the strongest first: the class to whose logit
   * it adds most, and how much more than it adds to the classes on average. {@code ^} stands for
   * the text's beginning and {@code $} for its end. N-grams of one bucket are told from each other
   * no more than when the text is read.
   *
   * @param from the index of the first of the ids
   * @param to the index after the last
   */
  public List<NgramEvidence> evidence(char[] ids, int from, int to) {
    NgramRow row = row();
    row.read(ids, from, to);
    Map<Integer, Float> values = new HashMap<>();
    for (int i = 0; i < row.count(); i++) {
      values.put(row.bucket(i), row.value(i));
    }
    List<NgramEvidence> all = new ArrayList<>();
    new HashedNgrams(vocabulary, idf.length)
        .named(ids, from, to)
        .forEach(
            (ngram, bucket) -> {
              Float value = values.get(bucket);
              if (value != null) {
                all.add(evidence(ngram, bucket, value));
              }
            });
    all.sort(Comparator.comparingDouble(one -> -one.logit()));
    return all;
  }

  private NgramEvidence evidence(String ngram, int bucket, float value) {
    int best = 0;
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      float weight = weights[bucket * classes + k];
      sum += weight;
      best = weight > weights[bucket * classes + best] ? k : best;
    }
    double above = weights[bucket * classes + best] - sum / classes;
    return new NgramEvidence(ngram, best, value * above);
  }

  /**
   * The logits of a text.
   *
   * @param row what has been read with a row of this classifier
   * @param logits receives them, from {@code offset}
   */
  public void logits(NgramRow row, float[] logits, int offset) {
    System.arraycopy(bias, 0, logits, offset, classes);
    for (int i = 0; i < row.count(); i++) {
      int first = row.bucket(i) * classes;
      float value = row.value(i);
      for (int k = 0; k < classes; k++) {
        logits[offset + k] += value * weights[first + k];
      }
    }
  }
}
