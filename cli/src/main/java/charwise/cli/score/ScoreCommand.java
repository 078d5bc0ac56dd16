package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.option.Choice;
import charwise.cli.option.Command;
import charwise.cli.option.CommonOptions;
import charwise.cli.option.FileArgument;
import charwise.cli.option.ResetPoint;
import charwise.cli.option.WholeNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charwise score}: the command line of it, and nothing else. */
@CommandLine.Command(
    name = "score",
    header = "Say how surprising texts are to a model.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    description = {
      "Prints a line per file, tab-separated, with a header: nats_per_char, bits_per_char,"
          + " perplexity, chars (how many were scored), unknown (characters that the model has"
          + " never seen; they are passed over) and file. Texts of any length are read in"
          + " constant memory. The first character of a text follows nothing, and isn't scored."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:scored", "1:failed: unreadable text or bad model", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  charwise score novel.safetensors chapter1.txt chapter2.txt",
      "  git log --format=%%s | charwise score novel.safetensors - --reset line",
      "  charwise score novel.safetensors *.txt --json"
    })
public final class ScoreCommand implements Command {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  private @Nullable Path model;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description = "The texts; - for standard input. Default: standard input.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--reset",
      paramLabel = "WHEN",
      converter = Choice.OfResetPoint.class,
      completionCandidates = Choice.OfResetPoint.class,
      description =
          "When the model's state starts afresh: ${COMPLETION-CANDIDATES}. Default: line for a"
              + " model of lines (train --items line), else file.")
  private @Nullable ResetPoint reset;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Threads to compute with. Default: one for each core.")
  private @Nullable Long threads;

  @Option(
      names = "--json",
      description = "Print a JSON object per file, its keys named as in the header.")
  private boolean json;

  @ArgGroup(validate = false, heading = CommonOptions.HEADING, order = 100)
  private CommonOptions common = new CommonOptions();

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    List<String> names =
        files.isEmpty() ? List.of("-") : files.stream().map(Path::toString).toList();
    new ScoreRun(Objects.requireNonNull(model), names, reset, threadCount(), json, console).run();
    return ExitCode.DONE;
  }

  private int threadCount() {
    return threads != null ? threads.intValue() : Runtime.getRuntime().availableProcessors();
  }
}
