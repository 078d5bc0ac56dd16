package charwise.engine.search;

import org.jspecify.annotations.Nullable;

/** The beginning of an output in a {@link DecoderSearch}. */
final class Beginning {
  /** The mark before an output and after it. */
  static final int MARK = 0;

  final @Nullable Beginning parent;
  final int id;
  final int length;
  final double logProbability;

  /** What a {@link Constraint} says of it. */
  final int state;

  /** Whether each unit was the most probable one. */
  final boolean greedy;

  /** The decoder's row that has written it or, until it has, its parent. */
  final int row;

  /** What its last unit attended to, where that is kept. */
  final float @Nullable [] weights;

  private Beginning(
      @Nullable Beginning parent,
      int id,
      int length,
      double logProbability,
      int state,
      boolean greedy,
      int row,
      float @Nullable [] weights) {
    this.parent = parent;
    this.id = id;
    this.length = length;
    this.logProbability = logProbability;
    this.state = state;
    this.greedy = greedy;
    this.row = row;
    this.weights = weights;
  }

  static Beginning empty(int state, int row) {
    return new Beginning(null, MARK, 0, 0, state, true, row, null);
  }

  /** One more unit, of a total probability. */
  Beginning with(
      int nextId,
      double total,
      int nextState,
      boolean stillGreedy,
      float @Nullable [] nextWeights) {
    return new Beginning(this, nextId, length + 1, total, nextState, stillGreedy, row, nextWeights);
  }

  /** The same in another row. */
  Beginning inRow(int otherRow) {
    return new Beginning(parent, id, length, logProbability, state, greedy, otherRow, weights);
  }

  /**
   * It as an output.
   *
   * @param total the logarithm of the output's probability
   * @param endWeights what the end attended to; null if there is none or that is not kept
   */
  Output output(double total, boolean ended, float @Nullable [] endWeights) {
    int[] ids = new int[length];
    boolean kept = endWeights != null || weights != null;
    float[][] all = new float[length + (endWeights == null ? 0 : 1)][];
    if (endWeights != null) {
      all[length] = endWeights;
    }
    for (Beginning last = this; last.parent != null; last = last.parent) {
      ids[last.length - 1] = last.id;
      if (last.weights != null) {
        all[last.length - 1] = last.weights;
      }
    }
    return new Output(ids, total, ended, kept ? all : null);
  }
}
