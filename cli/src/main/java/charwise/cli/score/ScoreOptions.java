package charwise.cli.score;

import charwise.cli.cluster.RowOptions;
import charwise.cli.cluster.SparkOptions;
import charwise.cli.console.CharacterWidth;
import charwise.cli.console.VisibleText;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.JsonOption;
import charwise.cli.option.RealNumber;
import charwise.cli.option.TableOptions;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

  private static final int LONGEST_NAME = 30;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written; none with --held-out.")
  @Nullable Path model;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      completionCandidates = CorpusNames.class,
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
              + " line's number or the column. Default: file; line with --follow,"
              + " --held-out or --spark.")
  @Nullable Grain by;

  @Mixin TableOptions table = new TableOptions();

  @Mixin EncodingOption encoding = new EncodingOption();

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
          "Print only rows of at least so many bits_per_char, and end with exit status 4 if there"
              + " is one.")
  @Nullable Double threshold;

  @Option(
      names = "--mask",
      paramLabel = "REGEX",
      converter = MaskPattern.class,
      description =
          "Do not count what this pattern of Java matches within a line, such as '^\\S+ \\S+ ' for"
              + " a time stamp: the model reads it all the same.")
  @Nullable Pattern mask;

  @Option(
      names = "--follow",
      description =
          "Score what is written to FILE from now on, as tail -n 0 -F shows it, until Ctrl-C: also"
              + " where the file is replaced or becomes shorter, as logs that are rotated.")
  boolean follow;

  @Option(
      names = "--held-out",
      paramLabel = "K",
      converter = WholeNumber.Parts.class,
      description =
          "Without a MODEL: cut FILE into K parts of as many lines, and score each by a model that"
              + " has learnt the other parts, for a log of which no clean past is there. Each of"
              + " the K models is a GRU of 64 units for lines, trained for 3,000 steps of 512"
              + " characters, or as many as read the text 30 times. 5 is usual.")
  @Nullable Long heldOut;

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

  @ArgGroup(validate = false, heading = SparkOptions.HEADING)
  SparkOptions spark = new SparkOptions();

  @Mixin RowOptions rows = new RowOptions();

  @Mixin ThreadsOption threads = new ThreadsOption();

  @Mixin JsonOption json = new JsonOption();

  /** What a row is about. */
  Grain by() {
    return by != null ? by : follow || heldOut != null || spark.given() ? Grain.LINE : Grain.FILE;
  }

  /** How many columns of a terminal the names of the texts take at most. */
  int nameWidth() {
    return texts().stream()
        .mapToInt(name -> CharacterWidth.of(VisibleText.line(name)))
        .filter(width -> width <= LONGEST_NAME)
        .max()
        .orElse(LONGEST_NAME);
  }

  /** The texts by name; with --held-out the first one stands where else the model does. */
  List<String> texts() {
    if (heldOut != null) {
      return List.of(String.valueOf(model));
    }
    return files.isEmpty() ? List.of("-") : files.stream().map(Path::toString).toList();
  }

  /** Whether rows are sorted, the most surprising one first. */
  boolean sorted() {
    return sort || top != null;
  }
}
