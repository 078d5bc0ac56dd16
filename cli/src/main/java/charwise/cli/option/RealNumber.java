package charwise.cli.option;

import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A finite number within bounds, written with a dot whatever the locale. */
public abstract sealed class RealNumber implements ITypeConverter<Double> {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern WITH_COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+");

  private final String expectation;
  private final DoublePredicate accepted;

  RealNumber(String expectation, DoublePredicate accepted) {
    this.expectation = expectation;
    this.accepted = accepted;
  }

  @Override
  public Double convert(String text) {
    if (WITH_COMMA.matcher(text).matches()) {
      throw new TypeConversionException("a decimal comma where a dot belongs");
    }
    if (DECIMAL.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && accepted.test(value)) {
        return value;
      }
    }
    throw new TypeConversionException("not " + expectation);
  }

  /** Above 0. */
  public static final class Positive extends RealNumber {
    public Positive() {
      super("a number above 0", value -> value > 0);
    }
  }

  /** 0 and above. */
  public static final class NotNegative extends RealNumber {
    public NotNegative() {
      super("a number of at least 0", value -> value >= 0);
    }
  }

  /** Bits of a character: 0 and above, fewer than it could take to name one. */
  public static final class Bits extends RealNumber {
    private static final double MOST = 100;

    public Bits() {
      super("a number from 0 to 100", value -> value >= 0 && value <= MOST);
    }
  }

  /** 0 and above, below 1. */
  public static final class Fraction extends RealNumber {
    public Fraction() {
      super("a number from 0 to below 1", value -> value >= 0 && value < 1);
    }
  }

  /** From 0 to 1. */
  public static final class Share extends RealNumber {
    public Share() {
      super("a number from 0 to 1", value -> value >= 0 && value <= 1);
    }
  }

  /** Above 0, up to 1. */
  public static final class Probability extends RealNumber {
    public Probability() {
      super("a number above 0 and up to 1", value -> value > 0 && value <= 1);
    }
  }
}
