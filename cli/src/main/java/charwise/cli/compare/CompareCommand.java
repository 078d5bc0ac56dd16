package charwise.cli.compare;

import charwise.cli.compare.ContenderSizes.Match;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.Command;
import charwise.cli.pairs.PairOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise compare-gates}. */
@CommandLine.Command(
    name = "compare-gates",
    header = "Compare cells on the same text, with error bars.",
    description = {
      "Trains each cell with several seeds on the same batches under the same budget, and says"
          + " which is better, by how much, and how sure that is. With recall as CORPUS, items are"
          + " generated that ask at their end for what their beginning said.",
      "",
      "As many runs as there are --threads go side by side, one thread each; fewer runs share the"
          + " threads. Results don't depend on it."
    },
    exitCodeList = {
      "  0:all runs are done",
      "  1:failed: unreadable text, full disk, or a run diverged",
      "  2:wrong usage",
      "130:interrupted; the runs that were done are reported (143 after SIGTERM, 129 after SIGHUP)"
    },
    footer = {
      "  charwise compare-gates",
      "  charwise compare-gates novel.txt --seeds 5 --csv runs.csv",
      "  charwise compare-gates novel.txt --cells lstm,gru --hidden 64,128,256",
      "  charwise compare-gates novel.txt --seeds 5 --csv runs.csv --resume",
      "  charwise compare-gates recall --lags 10,100,1000 --plot recall.svg"
    })
public final class CompareCommand extends Command {
  @Parameters(
      paramLabel = "CORPUS",
      completionCandidates = CorpusNames.class,
      description =
          "The text: files, folders, - for standard input, or names (see charwise help corpora);"
              + " recall alone is the memory test. Default: what is piped in, or else the built-in"
              + " novel.")
  private List<Path> corpora = new ArrayList<>();

  @ArgGroup(validate = false, heading = ContenderOptions.HEADING, order = 1)
  private ContenderOptions contenders = new ContenderOptions();

  @ArgGroup(validate = false, heading = PairOptions.HEADING, order = 2)
  private ItemOptions items = new ItemOptions();

  @ArgGroup(validate = false, heading = SweepOptions.HEADING, order = 3)
  private SweepOptions sweep = new SweepOptions();

  @ArgGroup(validate = false, heading = MeasureOptions.HEADING, order = 4)
  private MeasureOptions measures = new MeasureOptions();

  @Override
  public ExitCode run(Console console) throws IOException {
    refuseConflicts();
    List<String> texts = corpora.stream().map(Path::toString).toList();
    return new CompareRun(
            texts, contenders, items, sweep, measures, originalArguments(), console)
        .run();
  }

  private void refuseConflicts() {
    refuseForeign();
    exclude("--parameters", "--hidden");
    if (contenders.parameters != null && contenders.match() != Match.PARAMETERS) {
      throw conflict("--parameters", "--match " + contenders.match());
    }
    exclude("--steps", "--minutes");
    if (measures.resume && measures.csv == null) {
      throw UserException.usage(
          "nothing says which runs are done", "--resume", "name their file with --csv");
    }
  }

  private void refuseForeign() {
    List<String> foreign =
        switch (contenders.task) {
          case GENERATE ->
              List.of(
                  "--directions", "--attention", "--reverse-source", "--lengths", "--judge-by",
                  "--restore", "--input", "--target", "--format", "--target-units", "--features");
          case CLASSIFY ->
              List.of(
                  "--attention", "--reverse-source", "--lags", "--restore", "--column",
                  "--target-units", "--features");
          case TAG ->
              List.of("--attention", "--reverse-source", "--lags", "--target-units", "--features");
          case TRANSDUCE -> List.of("--lags", "--restore", "--column");
        };
    refuse("not an option of --task " + contenders.task, "leave it out, or choose a task", foreign);
  }
}
