package charwise.corpora;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lengths of inputs, each as likely.
 *
 * @param least the shortest, 1 or more
 * @param most the longest, {@value #LONGEST} or less
 */
public record Lengths(int least, int most) {
  /** No input is longer. */
  public static final int LONGEST = 10_000;

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  /**
   * What {@code 5} or {@code 5-30} says.
   *
   * @throws IllegalArgumentException if it says no lengths
   */
  public static Lengths of(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("no lengths: " + text);
    }
    int least = Integer.parseInt(range.group(1));
    return new Lengths(least, range.group(2) == null ? least : Integer.parseInt(range.group(2)));
  }

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
