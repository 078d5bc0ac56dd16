package charwise.engine.statistics;

/**
 * Whether two things differ, judged by pairs that share their circumstances. Each test answers the
 * probability of a difference at least as large, in either direction, if there were none. All but
 * Student's are exact and assume no distribution.
 */
public final class PairedTest {
  private static final int MOST_PAIRS = 24;

  /** Sums that differ by no more, relative to the sum of all, differ by rounding alone. */
  private static final double ROUNDING = 1e-12;

  private PairedTest() {}

  /**
   * The test of Student (1908), for differences that vary as a normal distribution does: the
   * probability is below 5 % where the interval of {@link MeanInterval} excludes zero.
   *
   * @param differences of the pairs, at least two of them; not all the same
   * @throws IllegalArgumentException if there are fewer
   */
  public static double student(double... differences) {
    int pairs = differences.length;
    if (pairs < 2) {
      throw new IllegalArgumentException("the test takes at least 2 pairs");
    }
    double mean = 0;
    for (double difference : differences) {
      mean += difference / pairs;
    }
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    double error = Math.sqrt(squares / (pairs - 1) / pairs);
    return 1 - StudentT.central(Math.abs(mean) / error, pairs - 1);
  }

  /**
   * The permutation test of Fisher (1935), for few pairs, such as runs with the same seeds: which
   * of the two is which is exchanged in all 2ⁿ ways.
   *
   * @param differences of the pairs, 1 to 24 of them
   * @throws IllegalArgumentException if there are too many or none
   */
  public static double permutation(double... differences) {
    int pairs = differences.length;
    if (pairs < 1 || pairs > MOST_PAIRS) {
      throw new IllegalArgumentException("the test takes 1 to " + MOST_PAIRS + " pairs");
    }
    double observed = 0;
    double all = 0;
    for (double difference : differences) {
      observed += difference;
      all += Math.abs(difference);
    }
    double least = Math.abs(observed) - ROUNDING * all;
    int as = 0;
    for (int signs = 0; signs < 1 << pairs; signs++) {
      double sum = 0;
      for (int i = 0; i < pairs; i++) {
        sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      as += Math.abs(sum) >= least ? 1 : 0;
    }
    return (double) as / (1 << pairs);
  }

  /**
   * The sign test, for pairs of which only the better one is known: items that one of two models
   * has right and the other wrong (McNemar 1947, exact).
   *
   * @param wins pairs in which the first is better
   * @param losses pairs in which the second is
   * @throws IllegalArgumentException if one is negative
   */
  public static double sign(long wins, long losses) {
    if (wins < 0 || losses < 0) {
      throw new IllegalArgumentException("no pairs: " + wins + " and " + losses);
    }
    long pairs = wins + losses;
    long fewer = Math.min(wins, losses);
    if (fewer == losses && fewer == wins) {
      return 1;
    }
    // Sums C(n, k) / 2ⁿ from the tail's largest term down, in proportion to that term.
    double logTerm = -pairs * StrictMath.log(2);
    for (long k = 1; k <= fewer; k++) {
      logTerm += StrictMath.log((double) (pairs - k + 1) / k);
    }
    double proportion = 1;
    double sum = 0;
    for (long k = fewer; k >= 0 && proportion > 0; k--) {
      sum += proportion;
      proportion *= (double) k / (pairs - k + 1);
    }
    return Math.min(1, 2 * StrictMath.exp(logTerm) * sum);
  }
}
