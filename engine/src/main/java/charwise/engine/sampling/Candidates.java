package charwise.engine.sampling;

import charwise.engine.kernel.Kernels;
import charwise.engine.loss.LogSoftmax;

/**
 * The units that may come next, which the stages of a {@link Sampler} reweight, reorder and drop in
 * place. Candidate {@code i} of {@link #size()} has an id and a logit; at first candidate {@code i}
 * is the unit with id {@code i}. Nothing is allocated after construction.
 */
final class Candidates {
  /** The softmax kernel works on whole strips of this many floats. */
  private static final int ALIGNMENT = 64;

  private final int[] ids;
  private final float[] logits;
  private final float[] weights;
  private int size;
  private int sorted;

  /** Room for all units of a vocabulary. */
  Candidates(int vocabularySize) {
    int padded = Math.ceilDiv(vocabularySize, ALIGNMENT) * ALIGNMENT;
    ids = new int[vocabularySize];
    logits = new float[vocabularySize];
    weights = new float[padded];
  }

  /** Makes every unit a candidate; what is not a finite number counts as the nearest that is. */
  void load(float[] source, int offset) {
    size = ids.length;
    sorted = 0;
    for (int i = 0; i < size; i++) {
      ids[i] = i;
    }
    System.arraycopy(source, offset, logits, 0, size);
    LogSoftmax.makeFinite(logits);
  }

  /** The number of candidates left, at least 1. */
  int size() {
    return size;
  }

  /** A candidate's id in the vocabulary. */
  int id(int candidate) {
    return ids[candidate];
  }

  /** A candidate's logit; probabilities are the softmax of those that are left. */
  float logit(int candidate) {
    return logits[candidate];
  }

  /** Gives a candidate another logit; a stage that does so must go through all candidates. */
  void setLogit(int candidate, float logit) {
    logits[candidate] = logit;
    sorted = 0;
  }

  /** The candidate with the highest logit; of several, the one with the lowest id. */
  int best() {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (isBefore(i, best)) {
        best = i;
      }
    }
    return best;
  }

  /** Drops the candidates that are not allowed; at least one must be. */
  void keep(boolean[] allowed) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (allowed[ids[i]]) {
        swap(i, kept++);
      }
    }
    keepFirst(kept);
  }

  /** Drops the candidates with a lower logit than that; the others keep their order. */
  void keepFrom(float lowestLogit) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (logits[i] >= lowestLogit) {
        swap(i, kept++);
      }
    }
    keepFirst(kept);
  }

  /** Drops all candidates but the first ones. */
  void keepFirst(int count) {
    size = Math.clamp(count, 1, size);
    sorted = Math.min(sorted, size);
  }

  /**
   * Moves the {@code count} best candidates to the front, the best first; of equal logits the lower
   * id comes first.
   */
  void sort(int count) {
    if (sorted >= count) {
      return;
    }
    // A heap of the best so far in the front, the worst of them at its root.
    for (int i = count / 2 - 1; i >= 0; i--) {
      siftDown(i, count);
    }
    for (int i = count; i < size; i++) {
      if (isBefore(i, 0)) {
        swap(i, 0);
        siftDown(0, count);
      }
    }
    for (int end = count - 1; end > 0; end--) {
      swap(0, end);
      siftDown(0, end);
    }
    sorted = count;
  }

  /** The softmax of all candidates, not yet divided by its sum; valid until anything changes. */
  float[] weights() {
    System.arraycopy(logits, 0, weights, 0, size);
    Kernels.SOFTMAX.exponentials(weights, 0, ALIGNMENT, size);
    return weights;
  }

  private void siftDown(int from, int end) {
    int parent = from;
    while (true) {
      int worst = parent;
      int left = 2 * parent + 1;
      if (left < end && isBefore(worst, left)) {
        worst = left;
      }
      if (left + 1 < end && isBefore(worst, left + 1)) {
        worst = left + 1;
      }
      if (worst == parent) {
        return;
      }
      swap(parent, worst);
      parent = worst;
    }
  }

  private boolean isBefore(int one, int other) {
    return logits[one] > logits[other] || (logits[one] == logits[other] && ids[one] < ids[other]);
  }

  private void swap(int one, int other) {
    int id = ids[one];
    ids[one] = ids[other];
    ids[other] = id;
    float logit = logits[one];
    logits[one] = logits[other];
    logits[other] = logit;
  }
}
