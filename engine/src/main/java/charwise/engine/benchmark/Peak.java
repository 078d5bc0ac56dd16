package charwise.engine.benchmark;

import charwise.engine.kernel.PeakLoop;
import charwise.engine.kernel.Team;

/**
 * The multiply-adds that some threads can do side by side, for the share of the peak. Measured
 * before and after what it is compared with, since machines change their speed; the faster counts.
 */
public final class Peak {
  private static final int ROUNDS = 200_000;
  private static final double LONGEST = 0.3;

  private final Team team;
  private final double seconds;
  private final float[] results;
  private double gigaflops;

  /**
   * The most that {@code threads} threads reach, in 10⁹ operations a second.
   *
   * @param seconds how long to measure; warming up takes some four times as long
   */
  public static double of(int threads, double seconds) {
    try (Team team = new Team(threads)) {
      var peak = new Peak(team, seconds);
      peak.measure();
      return peak.gigaflops();
    }
  }

  /** Measures for at most so many seconds at a time. */
  Peak(Team team, double seconds) {
    this.team = team;
    this.seconds = Math.min(LONGEST, seconds);
    this.results = new float[team.size()];
  }

  /** Measures once more. */
  void measure() {
    Timing timing =
        Timing.of(() -> team.run(m -> results[m] = PeakLoop.run(ROUNDS, results[m])), seconds);
    double operations = (double) ROUNDS * PeakLoop.OPERATIONS * team.size();
    gigaflops = Math.max(gigaflops, operations / timing.medianSeconds() * 1e-9);
  }

  double gigaflops() {
    return gigaflops;
  }
}
