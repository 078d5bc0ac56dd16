package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --delimiter}, for the commands that read tables. */
public final class DelimiterOption {
  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      converter = Delimiter.class,
      description =
          "What separates the values of a table: one character, such as ';', or '\\t' for a tab."
              + " Default: a comma in csv, a tab in tsv.")
  private @Nullable Character delimiter;

  /** The delimiter; null for the usual one. */
  public @Nullable Character character() {
    return delimiter;
  }

  /** Converts to a character that can separate values. */
  static final class Delimiter implements ITypeConverter<Character> {
    private static final String TAB = "\\t";
    private static final String NEVER = "\"\r\n";

    @Override
    public Character convert(String text) {
      if (text.equals(TAB)) {
        return '\t';
      }
      if (text.length() != 1 || NEVER.contains(text) || Character.isSurrogate(text.charAt(0))) {
        throw new TypeConversionException("not one character that can separate values");
      }
      return text.charAt(0);
    }
  }
}
