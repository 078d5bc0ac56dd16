package charwise.corpora;

/**
 * The lengths of inputs, each as likely.
 *
 * @param least the shortest, 1 or more
 * @param most the longest, {@value #LONGEST} or less
 */
public record Lengths(int least, int most) {
  /** No input is longer. */
  public static final int LONGEST = 10_000;

  /**
   * From the shortest to the longest.
   *
   * @throws IllegalArgumentException if there is no such length
   */
  public Lengths {
    if (least < 1 || most < least || most > LONGEST) {
      throw new IllegalArgumentException("no lengths: " + least + " to " + most);
    }
  }
}
