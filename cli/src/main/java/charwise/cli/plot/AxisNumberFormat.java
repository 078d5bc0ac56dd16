package charwise.cli.plot;

import charwise.cli.console.NumberText;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Formats numbers at an axis, in pictures as on the terminal. */
final class AxisNumberFormat extends NumberFormat {
  private static final long serialVersionUID = 1L;

  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** From here on thousands are counted: {@code 20k}. */
  private static final double LARGE = 1e4;

  private final int digits;

  AxisNumberFormat(int digits) {
    this.digits = digits;
  }

  @Override
  public StringBuffer format(double number, StringBuffer text, FieldPosition position) {
    double size = Math.abs(number);
    if (size >= LARGE && size < MILLION * THOUSAND) {
      boolean millions = size >= MILLION;
      return text.append(NumberText.significant(number / (millions ? MILLION : THOUSAND), digits))
          .append(millions ? 'M' : 'k');
    }
    return text.append(NumberText.significant(number, digits));
  }

  @Override
  public StringBuffer format(long number, StringBuffer text, FieldPosition position) {
    return format((double) number, text, position);
  }

  @Override
  public Number parse(String text, ParsePosition position) {
    throw new UnsupportedOperationException("only for writing");
  }
}
