package charwise.engine.measure;

/** How often items of each class were taken for each class, and what follows from that. */
public final class ConfusionMatrix {
  private final long[][] counts;
  private long right;
  private long total;

  /** Nothing counted yet. */
  public ConfusionMatrix(int classes) {
    counts = new long[classes][classes];
  }

  /** Counts an item. */
  public void add(int target, int answer) {
    counts[target][answer]++;
    total++;
    right += target == answer ? 1 : 0;
  }

  /** How many classes there are. */
  public int classes() {
    return counts.length;
  }

  /** How many items of a class were taken for another or for itself. */
  public long count(int target, int answer) {
    return counts[target][answer];
  }

  /** How many items were counted. */
  public long total() {
    return total;
  }

  /** How many of them were right. */
  public long right() {
    return right;
  }

  /** The share of right answers; NaN of nothing. It is the micro F1 as well. */
  public double accuracy() {
    return (double) right / total;
  }

  /** How many items are of a class. */
  public long there(int k) {
    long sum = 0;
    for (long count : counts[k]) {
      sum += count;
    }
    return sum;
  }

  /** How many items were taken for a class. */
  public long answered(int k) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[k];
    }
    return sum;
  }

  /** The share of the items taken for a class that are of it; 0 if none was. */
  public double precision(int k) {
    return share(counts[k][k], answered(k));
  }

  /** The share of a class's items that were taken for it; 0 if there is none. */
  public double recall(int k) {
    return share(counts[k][k], there(k));
  }

  /** The harmonic mean of precision and recall; 0 if both are. */
  public double f1(int k) {
    return share(2 * counts[k][k], answered(k) + there(k));
  }

  /** The mean F1 of all classes that items are of or were taken for; NaN of nothing. */
  public double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int k = 0; k < classes(); k++) {
      if (there(k) + answered(k) > 0) {
        sum += f1(k);
        seen++;
      }
    }
    return sum / seen;
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : (double) part / all;
  }
}
