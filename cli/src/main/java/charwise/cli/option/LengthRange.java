package charwise.cli.option;

import charwise.corpora.Lengths;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length or a range of lengths, such as {@code 5-30}. */
public final class LengthRange implements ITypeConverter<Lengths> {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  @Override
  public Lengths convert(String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      int least = Integer.parseInt(range.group(1));
      int most = range.group(2) == null ? least : Integer.parseInt(range.group(2));
      if (least >= 1 && least <= most && most <= Lengths.LONGEST) {
        return new Lengths(least, most);
      }
    }
    throw new TypeConversionException(
        "not a length from 1 to " + Lengths.LONGEST + ", or two such as 5-30");
  }
}
