package charwise.cli.train;

import charwise.cli.option.ColumnOption;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.FollowLinksOption;
import charwise.cli.option.RealNumber;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for reading the text; null where they were left out. */
final class TextOptions {
  static final String HEADING = "%nText:%n";

  @Option(
      names = "--units",
      paramLabel = "UNITS",
      description =
          "What the model reads one at a time: ${COMPLETION-CANDIDATES}. A code point is a"
              + " character of UTF-8 text. Default: codepoint.")
  @Nullable Units units;

  @Option(
      names = "--items",
      paramLabel = "ITEMS",
      description =
          "Whether the text is made of items: ${COMPLETION-CANDIDATES}. With line, each line is"
              + " an item of its own, such as a name, a command or a line of a log: begun from a"
              + " fresh state, and shuffled for every epoch. sample then writes whole lines, and"
              + " score reads each line afresh. Default: none; with --column, line.")
  @Nullable Items items;

  @Option(
      names = "--validation",
      paramLabel = "F",
      converter = RealNumber.Fraction.class,
      description =
          "Fraction that is kept for validation: the end of a text; of lines and pairs those that a"
              + " hash of them draws, equal ones together. 0 for none. Default: 0.1.")
  @Nullable Double validation;

  @Option(
      names = "--validation-file",
      paramLabel = "FILE",
      converter = FileArgument.class,
      description = "Validate on this text instead, and train on all of CORPUS.")
  @Nullable Path validationFile;

  @ArgGroup(validate = false)
  ColumnOption column = new ColumnOption();

  @ArgGroup(validate = false)
  EncodingOption encoding = new EncodingOption();

  @ArgGroup(validate = false)
  FollowLinksOption links = new FollowLinksOption();
}
