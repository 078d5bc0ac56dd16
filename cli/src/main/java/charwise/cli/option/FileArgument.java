package charwise.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts to the path of a file, or {@code -}. Other names that begin with a dash are refused:
 * usually a value was forgotten, and the next option taken for it.
 */
public final class FileArgument implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("an empty file name");
    }
    if (text.length() > 1 && text.startsWith("-")) {
      throw new TypeConversionException("not a file name unless written ./" + text);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("not a file name");
    }
  }
}
