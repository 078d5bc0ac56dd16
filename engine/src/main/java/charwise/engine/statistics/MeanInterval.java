package charwise.engine.statistics;

/**
 * A mean and how sure it is: with 95 % confidence the true one is within {@code mean ± halfWidth},
 * if the values vary as a normal distribution does.
 *
 * @param halfWidth {@code t · s / √n} with Student's t; NaN for fewer than two values
 * @param count how many values
 */
public record MeanInterval(double mean, double halfWidth, int count) {
  private static final double CONFIDENCE = 0.95;

  /**
   * The mean of some values.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MeanInterval of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing has no mean");
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int degrees = values.length - 1;
    double halfWidth =
        degrees == 0
            ? Double.NaN
            : StudentT.centralQuantile(CONFIDENCE, degrees)
                * Math.sqrt(squares / degrees / values.length);
    return new MeanInterval(mean, halfWidth, values.length);
  }

  /**
   * The mean of the differences {@code a[i] − b[i]}: what two things differ by when each pair
   * shares its circumstances.
   *
   * @throws IllegalArgumentException if there are not as many of one as of the other
   */
  public static MeanInterval ofDifferences(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("pairs need as many of one as of the other");
    }
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return of(differences);
  }

  /** Whether zero is outside, so that its sign is shown rather than chance. */
  public boolean excludesZero() {
    return Math.abs(mean) > halfWidth;
  }
}
