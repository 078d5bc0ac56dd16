package charwise.engine.search;

/**
 * How to search for outputs.
 *
 * @param width how many beginnings of an output are kept at each step; 1 is greedy
 * @param count the most outputs returned for an item
 * @param lengthNormalization outputs are ranked by log probability / (units + 1) to this power: 1
 *     ranks by the mean, 0 by the probability of the whole, which favours short outputs (Wu et al.
 *     2016)
 * @param weights whether each output keeps what it attended to
 */
public record SearchSettings(int width, int count, double lengthNormalization, boolean weights) {
  /** The widest beam. */
  public static final int MAXIMUM_WIDTH = 1000;

  /** Checks the ranges. */
  public SearchSettings {
    if (width < 1 || width > MAXIMUM_WIDTH) {
      throw new IllegalArgumentException(
          "beam must be between 1 and " + MAXIMUM_WIDTH + ", not " + width);
    }
    if (count < 1) {
      throw new IllegalArgumentException("at least one output is needed, not " + count);
    }
    if (!(lengthNormalization >= 0 && lengthNormalization <= 1)) {
      throw new IllegalArgumentException(
          "length normalization must be in [0, 1], not " + lengthNormalization);
    }
  }

  /** Ranked by the mean, without weights. */
  public static SearchSettings of(int width, int count) {
    return new SearchSettings(width, count, 1, false);
  }

  /** What outputs are ranked by. */
  double score(double logProbability, int units) {
    return lengthNormalization == 0
        ? logProbability
        : logProbability / StrictMath.pow(units + 1, lengthNormalization);
  }
}
