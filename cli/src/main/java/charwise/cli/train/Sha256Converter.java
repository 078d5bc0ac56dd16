package charwise.cli.train;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A SHA-256 hash: 64 hexadecimal digits. */
final class Sha256Converter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    if (!text.matches("[0-9a-fA-F]{64}")) {
      throw new TypeConversionException("not a SHA-256 hash of 64 hexadecimal digits");
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
