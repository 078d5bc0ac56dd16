package charwise.engine.statistics;

/**
 * A share of items and how sure it is: with 95 % confidence the true one is between {@code low} and
 * {@code high}, if the items are independent draws (Wilson 1927). Unlike the usual interval it is
 * right for few items, too, and never leaves 0 to 1.
 *
 * @param count how many items
 */
public record WilsonInterval(double share, double low, double high, long count) {
  /** Of a normal distribution 95 % are within so many standard deviations. */
  private static final double Z = 1.959963984540054;

  /**
   * The share that {@code successes} of {@code count} items are; NaN of none, for which nothing is
   * known.
   *
   * @throws IllegalArgumentException unless {@code 0 <= successes <= count}
   */
  public static WilsonInterval of(long successes, long count) {
    if (successes < 0 || successes > count) {
      throw new IllegalArgumentException(successes + " of " + count + " is no share");
    }
    if (count == 0) {
      return new WilsonInterval(Double.NaN, 0, 1, 0);
    }
    double share = (double) successes / count;
    double squared = Z * Z / count;
    double center = (share + squared / 2) / (1 + squared);
    double halfWidth =
        Z / (1 + squared) * Math.sqrt(share * (1 - share) / count + squared / count / 4);
    return new WilsonInterval(
        share,
        successes == 0 ? 0 : center - halfWidth,
        successes == count ? 1 : center + halfWidth,
        count);
  }
}
