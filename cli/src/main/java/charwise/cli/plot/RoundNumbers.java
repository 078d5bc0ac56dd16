package charwise.cli.plot;

import java.util.ArrayList;
import java.util.List;

/** Numbers for the ticks of an axis: 1, 2 and 5 times powers of ten. */
final class RoundNumbers {
  static final double[] ROUND = {1, 2, 5};
  private static final double MOST_POWERS_WITH_PARTS = 3;
  private static final double ROUNDING = 1e-9;
  private static final int USUAL_DIGITS = 3;

  private RoundNumbers() {}

  /**
   * Multiples of such a number between two bounds, evenly spaced.
   *
   * @param low less than {@code high}
   * @param most how many at most, at least one
   */
  static List<Double> linear(double low, double high, int most) {
    double step = step(low, high, most);
    double digits = Math.rint(1 / step); // with a step below 1, quotients are nearer than products
    List<Double> values = new ArrayList<>();
    for (double i = Math.ceil(low / step - ROUNDING); i * step <= high + ROUNDING * step; i++) {
      values.add(step < 1 ? i / digits : i * step);
    }
    return values;
  }

  private static double step(double low, double high, int most) {
    int power = (int) Math.floor(Math.log10((high - low) / most));
    while (true) {
      for (double round : ROUND) {
        double step = round * Math.pow(10, power);
        double first = Math.ceil(low / step - ROUNDING);
        double last = Math.floor(high / step + ROUNDING);
        if (last - first + 1 <= most) {
          return step;
        }
      }
      power++;
    }
  }

  /**
   * Such numbers between two bounds or, over many, powers of ten alone; where there are not two of
   * them, evenly spaced ones.
   *
   * @param low above 0 and less than {@code high}
   * @param most how many at most
   */
  static List<Double> logarithmic(double low, double high, int most) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    boolean parts = Math.log10(high / low) <= MOST_POWERS_WITH_PARTS;
    List<Double> values = powers(first, last, 1, parts, low, high);
    for (int step = 1; values.size() > most; step++) {
      values = powers(first, last, step, false, low, high);
    }
    return values.size() < 2 ? linear(low, high, most) : values;
  }

  private static List<Double> powers(
      int first, int last, int step, boolean parts, double low, double high) {
    List<Double> values = new ArrayList<>();
    for (int power = Math.floorDiv(first, step) * step; power <= last; power += step) {
      for (double round : ROUND) {
        double value = round * Math.pow(10, power);
        if (value >= low && value <= high && (parts || round == 1)) {
          values.add(value);
        }
      }
    }
    return values;
  }

  /** Some such numbers as text, each with the digits that tell it from its neighbours. */
  static List<String> texts(List<Double> values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      double before = i == 0 ? Double.POSITIVE_INFINITY : value - values.get(i - 1);
      double after = i == values.size() - 1 ? Double.POSITIVE_INFINITY : values.get(i + 1) - value;
      texts.add(text(value, Math.min(before, after)));
    }
    return texts;
  }

  private static String text(double value, double distance) {
    if (value == 0) {
      return "0";
    }
    int digits =
        Double.isFinite(distance) ? 1 + exponent(value) - exponent(distance) : USUAL_DIGITS;
    return new AxisNumberFormat(Math.max(1, digits)).format(value);
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)) + ROUNDING);
  }
}
