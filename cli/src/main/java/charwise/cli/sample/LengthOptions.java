package charwise.cli.sample;

import charwise.cli.input.CorpusNames;
import charwise.cli.option.FollowLinksOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.TableOptions;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WeightsOption;
import charwise.cli.option.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for how much is written, and in which form. */
final class LengthOptions {
  static final String HEADING = "%nLength and output:%n";

  @Option(
      names = {"-n", "--length"},
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "Characters to write after the prompt. Default: 500.")
  long length = 500;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description =
          "End before this text comes up; may be given several times. A model of lines (train"
              + " --items line) ends at the line feed in any case, and writes a line for each"
              + " text.")
  List<String> stops = new ArrayList<>();

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "How many texts to write for each prompt. Default: 1.")
  long count = 1;

  @Option(
      names = "--match",
      paramLabel = "REGEX",
      description = {
        "Write only what this pattern allows as a whole, such as 'K[a-z]{4}' or"
            + " '\\d{4}-\\d\\d'; never more than --length. Where it may end, the text ends when"
            + " the model wants to go on otherwise. Supported: . [a-z] [^a-z] ( ) | ? * + {n,m} \\d"
            + " \\w \\s, \\p{L} and other properties of characters, and at the beginning (?i), with"
            + " which case does not count. Not supported: lazy and"
            + " possessive quantifiers, references, assertions."
      })
  @Nullable String match;

  @Option(
      names = "--novel",
      paramLabel = "CORPUS",
      completionCandidates = CorpusNames.class,
      description =
          "Leave out what is a line of this text, usually that of the training, write others"
              + " instead, and say on standard error how many were copies. Keeps 8 bytes in memory"
              + " for each line.")
  @Nullable String novel;

  @ArgGroup(validate = false)
  TableOptions table = new TableOptions();

  @ArgGroup(validate = false)
  FollowLinksOption links = new FollowLinksOption();

  @Option(
      names = "--raw",
      description =
          "Send control characters as they are to a terminal, too, where they are otherwise shown"
              + " as \\x1b and the like. A file or pipe always gets them as they are.")
  boolean raw;

  @ArgGroup(validate = false)
  WeightsOption weights = new WeightsOption();

  @ArgGroup(validate = false)
  ThreadsOption threads = new ThreadsOption();

  @ArgGroup(validate = false)
  JsonOption json = new JsonOption();
}
