package charwise.engine.task.tagger;

/**
 * Finds the most probable consistent sequence of tags (Viterbi 1967), where steps depend on each
 * other only by what may follow what. Not safe for use by several threads.
 */
public final class Viterbi {
  private final int size;
  private final boolean[] begins;
  private final boolean[] follows;

  /** Over these tags. */
  public Viterbi(TokenTags tags) {
    size = tags.size();
    begins = new boolean[size];
    follows = new boolean[size * size];
    for (int id = 0; id < size; id++) {
      begins[id] = tags.mayBegin(id);
      for (int before = 0; before < size; before++) {
        follows[id * size + before] = tags.mayFollow(before, id);
      }
    }
  }

  /** A sequence of tags. */
  public static final class Path {
    private final int[] tags;
    private final double logProbability;

    Path(int[] tags, double logProbability) {
      this.tags = tags;
      this.logProbability = logProbability;
    }

    /** Ids, one a step. Not to be modified. */
    public int[] tags() {
      return tags;
    }

    /** The sum of its steps' log probabilities, from the first to the last. */
    public double logProbability() {
      return logProbability;
    }
  }

  /**
   * The consistent sequence of the highest sum. Sums run from the first step to the last; of equal
   * ones, the lowest id wins, at the last step first.
   *
   * @param logProbabilities a row of them for each step, one for each tag; not NaN
   * @param steps how many, 0 or more
   */
  public Path best(double[] logProbabilities, int steps) {
    double[] sums = new double[steps * size];
    int[] from = new int[steps * size];
    for (int step = 0; step < steps; step++) {
      for (int id = 0; id < size; id++) {
        int here = step * size + id;
        double before = begins[id] ? 0 : Double.NEGATIVE_INFINITY;
        if (step > 0) {
          int row = (step - 1) * size;
          int best = bestBefore(sums, row, id);
          before = best < 0 ? Double.NEGATIVE_INFINITY : sums[row + best];
          from[here] = Math.max(best, 0);
        }
        sums[here] = before + logProbabilities[here];
      }
    }
    int[] tags = new int[steps];
    if (steps == 0) {
      return new Path(tags, 0);
    }
    int row = (steps - 1) * size;
    int last = 0;
    for (int id = 1; id < size; id++) {
      last = sums[row + id] > sums[row + last] ? id : last;
    }
    double sum = sums[row + last];
    for (int step = steps - 1; step >= 0; step--) {
      tags[step] = last;
      last = from[step * size + last];
    }
    return new Path(tags, sum);
  }

  /** The tag of the highest sum that may come before {@code id}; -1 if none may. */
  private int bestBefore(double[] sums, int row, int id) {
    int best = -1;
    for (int before = 0; before < size; before++) {
      if (follows[id * size + before] && (best < 0 || sums[row + before] > sums[row + best])) {
        best = before;
      }
    }
    return best;
  }
}
