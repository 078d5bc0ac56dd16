package charwise.engine.search;

import org.jspecify.annotations.Nullable;

/** An output that a search has found. */
public final class Output {
  private final int[] ids;
  private final double logProbability;
  private final boolean ended;
  private final float @Nullable [][] weights;

  Output(int[] ids, double logProbability, boolean ended, float @Nullable [][] weights) {
    this.ids = ids;
    this.logProbability = logProbability;
    this.ended = ended;
    this.weights = weights;
  }

  /** Its units, without any mark. */
  public int[] ids() {
    return ids.clone();
  }

  /** How many units it has. */
  public int length() {
    return ids.length;
  }

  /**
   * The natural logarithm of the probability of the whole output: its end counts, where it has one.
   */
  public double logProbability() {
    return logProbability;
  }

  /** Whether it ends of itself, rather than being cut where the longest output ends. */
  public boolean ended() {
    return ended;
  }

  /**
   * How much each unit, and then the end, attended to each step of the source; null if that was not
   * asked for or there is no attention. Not a copy.
   */
  public float @Nullable [][] weights() {
    return weights;
  }
}
