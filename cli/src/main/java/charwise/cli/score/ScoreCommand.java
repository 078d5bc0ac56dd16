package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.option.Command;
import charwise.cli.score.ScoreOptions.Grain;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

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
          + " From a pipe, all complete rows are printed before it waits for more."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {
      "0:scored",
      "1:failed: unreadable text or bad model",
      "2:wrong usage",
      "4:a row is at or above --threshold"
    },
    footer = {
      "  charwise score novel.safetensors chapter1.txt chapter2.txt",
      "  charwise score log.safetensors today.log --by line --top 20",
      "  charwise score log.safetensors today.log --by line --threshold 3 --mask '^\\S+ '",
      "  charwise score names.safetensors people.csv --column name --by line --sort",
      "  charwise score novel.safetensors letter.txt --show --color always | less -R",
      "  grep -v DEBUG today.log | charwise score log.safetensors --by line --json"
    })
public final class ScoreCommand extends Command {
  @Mixin private ScoreOptions options = new ScoreOptions();

  @Override
  public ExitCode run(Console console) throws IOException {
    if (options.show
        && (options.json.given()
            || options.sort
            || options.top != null
            || options.threshold != null
            || options.by != Grain.FILE)) {
      throw UserException.usage(
          "the text itself has no rows",
          "--show with --by, --sort, --top, --threshold or --json",
          "leave out one or the other");
    }
    if (options.mask != null && (options.show || options.by == Grain.CHAR)) {
      throw UserException.usage(
          "only the figures of lines and files leave something out",
          "--mask with --show or --by char",
          "leave out one or the other");
    }
    return new ScoreRun(options, console).run() ? ExitCode.ABOVE_THRESHOLD : ExitCode.DONE;
  }
}
