package charwise.engine.search;

/** An output that a search has found. */
public final class Output {
  private final int[] ids;
  private final double logProbability;
  private final boolean ended;

  Output(int[] ids, double logProbability, boolean ended) {
    this.ids = ids;
    this.logProbability = logProbability;
    this.ended = ended;
  }

  /** Its units, without any mark. */
  public int[] ids() {
    return ids.clone();
  }

  /**
   * The natural logarithm of the probability of the whole output, its end counted where it has one.
   */
  public double logProbability() {
    return logProbability;
  }

  /** Whether it ends of itself, rather than being cut where the longest output ends. */
  public boolean ended() {
    return ended;
  }
}
