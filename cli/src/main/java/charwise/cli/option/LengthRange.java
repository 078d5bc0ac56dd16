package charwise.cli.option;

import charwise.corpora.Lengths;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length or a range of lengths, such as {@code 5-30}. */
public final class LengthRange implements ITypeConverter<Lengths> {
  @Override
  public Lengths convert(String text) {
    try {
      return Lengths.of(text);
    } catch (IllegalArgumentException none) {
      throw new TypeConversionException(
          "not a length from 1 to " + Lengths.LONGEST + ", or two such as 5-30");
    }
  }
}
