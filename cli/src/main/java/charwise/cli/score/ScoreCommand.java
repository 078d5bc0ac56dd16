package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.option.ColumnOption;
import charwise.cli.option.Command;
import charwise.cli.option.FileArgument;
import charwise.cli.option.JsonOption;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import charwise.cli.score.ScoreConfiguration.Grain;
import charwise.cli.score.ScoreConfiguration.ResetPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise score}. */
@CommandLine.Command(
    name = "score",
    header = "Say how surprising texts are to a model.",
    description = {
      "Prints a line per file, tab-separated, with a header: nats_per_char, bits_per_char,"
          + " perplexity, chars (how many were scored), unknown (how many of them the model has"
          + " never seen) and file. With --json each row is an object, its keys named as in the"
          + " header. Texts of any length are read in constant memory.",
      "",
      "A character that the model has never seen costs 20 bits (a byte: 8), and the model reads on"
          + " as if it weren't there. The first character of a text follows nothing, and isn't"
          + " scored; with --reset line it follows a line feed, and lines are read side by side."
          + " From a pipe, all that is complete is told before more is waited for."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:scored", "1:failed: unreadable text or bad model", "2:wrong usage"},
    footer = {
      "  charwise score novel.safetensors chapter1.txt chapter2.txt",
      "  charwise score log.safetensors today.log --by line --top 20",
      "  charwise score names.safetensors people.csv --column name --by line --sort",
      "  charwise score novel.safetensors letter.txt --show --color always | less -R",
      "  grep -v DEBUG today.log | charwise score log.safetensors --by line --json"
    })
public final class ScoreCommand extends Command {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  private @Nullable Path model;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description =
          "The texts: files, - for standard input, or names (see charwise help corpora). Default:"
              + " standard input.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "Print a row for each: ${COMPLETION-CANDIDATES}. Rows of lines end with the line's number"
              + " and its first 1,000 characters; rows of characters are nats, bits, unknown, file,"
              + " line, column and char. Default: file.")
  private Grain by = Grain.FILE;

  @Mixin private ColumnOption column = new ColumnOption();

  @Option(
      names = "--sort",
      description =
          "Print the most surprising rows first, by nats_per_char, when all are known. Keeps every"
              + " row in memory.")
  private boolean sort;

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "Print the N most surprising rows only, sorted, and keep no more in memory.")
  private @Nullable Long top;

  @Option(
      names = "--show",
      description =
          "Print the texts themselves, coloured by surprise, the warmer the more bits. Without"
              + " colour a line of digits stands below each line: the bits of the character above,"
              + " 9 for nine and more, ? for an unknown one.")
  private boolean show;

  @Option(
      names = "--reset",
      paramLabel = "WHEN",
      description =
          "When the model's state starts afresh: ${COMPLETION-CANDIDATES}. Default: line for a"
              + " model of lines (train --items line), else file.")
  private @Nullable ResetPoint reset;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    new ScoreRun(configuration(), console).run();
    return ExitCode.DONE;
  }

  private ScoreConfiguration configuration() {
    if (show && (json.given() || sort || top != null || by != Grain.FILE)) {
      throw UserException.usage(
          "the text itself has no rows",
          "--show with --by, --sort, --top or --json",
          "leave out one or the other");
    }
    return new ScoreConfiguration(
        Objects.requireNonNull(model),
        files.isEmpty() ? List.of("-") : files.stream().map(Path::toString).toList(),
        column.name(),
        by,
        show,
        sort || top != null,
        top == null ? 0 : top.intValue(),
        reset,
        threads.count(),
        json.given());
  }
}
