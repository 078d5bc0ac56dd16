package charwise.cli.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a list of lags and ranges, such as {@code 1-20,50,100}. */
public final class LagList implements ITypeConverter<LagList.Lags> {
  /** The largest lag. */
  public static final int MAXIMUM = 10_000;

  private static final Pattern PART = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  /**
   * The lags as one value, because picocli takes an option of type List for a repeatable one.
   *
   * @param values ascending, each once, at least one
   */
  public record Lags(List<Integer> values) {
    /** Keeps its own copy of the list. */
    public Lags {
      values = List.copyOf(values);
    }

    public static Lags upTo(int last) {
      var values = new ArrayList<Integer>();
      for (int lag = 1; lag <= last; lag++) {
        values.add(lag);
      }
      return new Lags(values);
    }

    /** The largest lag. */
    public int last() {
      return values.getLast();
    }
  }

  @Override
  public Lags convert(String text) {
    var lags = new TreeSet<Integer>();
    for (String part : text.split(",", -1)) {
      Matcher range = PART.matcher(part);
      if (!range.matches()) {
        throw wrong();
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (first < 1 || last > MAXIMUM || first > last) {
        throw wrong();
      }
      for (int lag = first; lag <= last; lag++) {
        lags.add(lag);
      }
    }
    return new Lags(List.copyOf(lags));
  }

  private static TypeConversionException wrong() {
    return new TypeConversionException("not lags from 1 to " + MAXIMUM + " such as 1-20,50,100");
  }
}
