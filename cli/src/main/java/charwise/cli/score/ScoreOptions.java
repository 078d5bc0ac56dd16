package charwise.cli.score;

import charwise.cli.option.ColumnOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.JsonOption;
import charwise.cli.option.RealNumber;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Options and arguments of {@code charwise score}. */
final class ScoreOptions {
  /** What a row of a table is about. */
  enum Grain {
    /** A whole file. */
    FILE,
    /** A line of a file. */
    LINE,
    /** A single character. */
    CHAR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When a model's state starts afresh while it reads texts. */
  enum ResetPoint {
    /** At each line. */
    LINE,
    /** At each file. */
    FILE,
    /** Only at the very beginning. */
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  @Nullable Path model;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description =
          "The texts: files, - for standard input, or names (see charwise help corpora). Default:"
              + " standard input.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "Print a row for each: ${COMPLETION-CANDIDATES}. Rows of lines end with the line's number"
              + " and its first 1,000 characters; rows of characters are nats, bits, unknown, file,"
              + " line, column and char. Of a model of conditions both tell the condition after the"
              + " line's number or the column. Default: file.")
  Grain by = Grain.FILE;

  @Mixin ColumnOption column = new ColumnOption();

  @Option(
      names = "--sort",
      description =
          "Print the most surprising rows first, by nats_per_char, when all are known. Keeps every"
              + " row in memory.")
  boolean sort;

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "Print the N most surprising rows only, sorted, and keep no more in memory.")
  @Nullable Long top;

  @Option(
      names = "--threshold",
      paramLabel = "BITS",
      converter = RealNumber.Bits.class,
      description =
          "Print only rows of at least so many bits_per_char, and end with exit status 4 if there is"
              + " one.")
  @Nullable Double threshold;

  @Option(
      names = "--mask",
      paramLabel = "REGEX",
      converter = MaskPattern.class,
      description =
          "Do not count what this pattern of Java matches within a line, such as '^\\S+ \\S+ ' for a"
              + " time stamp: the model reads it all the same.")
  @Nullable Pattern mask;

  @Option(
      names = "--show",
      description =
          "Print the texts themselves, coloured by surprise, the warmer the more bits. Without"
              + " colour a line of digits stands below each line: the bits of the character above,"
              + " 9 for nine and more, ? for an unknown one.")
  boolean show;

  @Option(
      names = "--reset",
      paramLabel = "WHEN",
      description =
          "When the model's state starts afresh: ${COMPLETION-CANDIDATES}. Default: line for a"
              + " model of lines (train --items line), else file.")
  @Nullable ResetPoint reset;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description =
          "What the texts stand under: one of the conditions of a model that has some (train"
              + " --condition), or auto: each line is read under the condition that is likeliest"
              + " given the line, by Bayes' rule and the shares of the training texts. Default:"
              + " auto.")
  @Nullable String condition;

  /** Converts a regular expression. */
  static final class MaskPattern implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String text) {
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException("not a regular expression: " + e.getDescription());
      }
    }
  }

  @Mixin ThreadsOption threads = new ThreadsOption();

  @Mixin JsonOption json = new JsonOption();

  /** The texts by name. */
  List<String> texts() {
    return files.isEmpty() ? List.of("-") : files.stream().map(Path::toString).toList();
  }

  /** Whether rows are sorted, the most surprising one first. */
  boolean sorted() {
    return sort || top != null;
  }
}
