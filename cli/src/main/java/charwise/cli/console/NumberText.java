package charwise.cli.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as text, always with a dot, whatever the locale. */
public final class NumberText {
  private static final double THOUSAND = 1e3;

  private NumberText() {}

  /** With {@code digits} digits after the dot. */
  public static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A count with commas between thousands: {@code 1,206,337}. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count of things: {@code 1 character}, {@code 2,000 characters}. */
  public static String counted(long count, String thing) {
    return grouped(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** Three digits and a unit: {@code 940}, {@code 68.1k}, {@code 1.21M}. */
  public static String rounded(double value) {
    double magnitude = value;
    String[] units = {"", "k", "M", "G", "T"};
    int unit = 0;
    while (Math.abs(magnitude) >= 999.5 && unit < units.length - 1) {
      magnitude /= THOUSAND;
      unit++;
    }
    int digits = unit == 0 || magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
    return fixed(magnitude, digits) + units[unit];
  }

  /**
   * With at most {@code digits} significant digits, without trailing zeros: {@code 0.125}, {@code
   * 13781}, {@code 2.66e-5}.
   */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal number = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = number.precision() - number.scale() - 1;
    return number.signum() == 0
        ? "0"
        : exponent >= -3 && exponent < 6
            ? number.toPlainString()
            : number.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** A duration: {@code 0:09}, {@code 12:30}, {@code 3:05:00}, or {@code -:--} if unknown. */
  public static String duration(double seconds) {
    if (!(seconds >= 0) || seconds >= 1e9) {
      return "-:--";
    }
    long whole = Math.round(seconds);
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60);
  }

  /** The shortest decimal that reads back as {@code value}; finite values only. */
  public static String exact(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Math.abs(value) >= 1e-7 && Math.abs(value) < 1e15
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
