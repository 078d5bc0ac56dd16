package charwise.engine.measure;

/**
 * How often items of each class were taken for each: the figures of a classifier. For one class,
 * precision is the share of what was taken for it that is right, recall the share of its items that
 * were found, F1 = 2PR / (P + R). What would be a share of nothing is 0, as F1 is then.
 */
public final class ConfusionMatrix {
  /** No class: of an item whose class is not among these, or of an answer that was not given. */
  public static final int NONE = -1;

  private final int classes;
  private final long[] counts;
  private final long[] targets;
  private final long[] predictions;
  private long total;
  private long answered;
  private long right;

  /** A matrix of nothing yet. */
  public ConfusionMatrix(int classes) {
    this.classes = classes;
    this.counts = new long[Math.multiplyExact(classes, classes)];
    this.targets = new long[classes];
    this.predictions = new long[classes];
  }

  /**
   * Counts an item.
   *
   * @param target its class, or {@link #NONE}, which nothing gets right
   * @param prediction what it was taken for, or {@link #NONE}
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public void add(int target, int prediction) {
    if (target != NONE) {
      targets[target]++;
    }
    if (prediction != NONE) {
      predictions[prediction]++;
      answered++;
    }
    if (target != NONE && prediction != NONE) {
      counts[target * classes + prediction]++;
    }
    total++;
    right += target == prediction && target != NONE ? 1 : 0;
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** How many items of a class were taken for one. */
  public long count(int target, int prediction) {
    return counts[target * classes + prediction];
  }

  /** How many items are of a class. */
  public long there(int k) {
    return targets[k];
  }

  /** How many items were taken for a class. */
  public long answered(int k) {
    return predictions[k];
  }

  /** How many items there are. */
  public long total() {
    return total;
  }

  /** How many items were taken for what they are. */
  public long right() {
    return right;
  }

  /** The share of all items that were taken for what they are; NaN of none. */
  public double accuracy() {
    return (double) right / total;
  }

  /** The share that is right of the items taken for a class. */
  public double precision(int k) {
    return share(count(k, k), predictions[k]);
  }

  /** The share of a class's items that were found. */
  public double recall(int k) {
    return share(count(k, k), targets[k]);
  }

  /** The harmonic mean of precision and recall of a class. */
  public double f1(int k) {
    return share(2 * count(k, k), predictions[k] + targets[k]);
  }

  /** The mean F1 of the classes that some item has, or was taken to have; NaN if there is none. */
  public double macroF1() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < classes; k++) {
      if (targets[k] + predictions[k] > 0) {
        sum += f1(k);
        present++;
      }
    }
    return sum / present;
  }

  /** F1 of all answers together; the accuracy, if every item got one. NaN of no items. */
  public double microF1() {
    return 2.0 * right / (total + answered);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
