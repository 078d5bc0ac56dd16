package charwise.engine.task;

/**
 * A recipe's peak learning rate, which falls with the steps of a run and with its units: {@code
 * rate · (1000 / steps)^fall · √(hiddenSize / units)}, each factor at most 1.
 *
 * @param rate of runs of up to a thousand steps and up to {@code hiddenSize} units
 * @param fall how fast it falls with the steps
 * @param hiddenSize the units that it was chosen for
 */
public record PeakRate(double rate, double fall, int hiddenSize) {
  private static final double SHORT_RUN = 1000;

  /** The peak of a run of {@code steps} steps of a network of {@code units} units a layer. */
  public double of(long steps, int units) {
    double length = StrictMath.pow(Math.min(1, SHORT_RUN / steps), fall);
    return rate * length * Math.sqrt(Math.min(1, (double) hiddenSize / units));
  }
}
