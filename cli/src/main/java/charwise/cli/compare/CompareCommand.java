package charwise.cli.compare;

import charwise.cli.cluster.ClusterCommand;
import charwise.cli.cluster.SparkOptions;
import charwise.cli.cluster.SparkSubmit;
import charwise.cli.compare.ContenderSizes.Match;
import charwise.cli.compare.MeasureOptions.Judgement;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.Command;
import charwise.cli.option.EnumConverter;
import charwise.cli.pairs.PairOptions;
import charwise.engine.cluster.Cluster;
import charwise.engine.registry.TaskType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise compare-gates}. */
@CommandLine.Command(
    name = "compare-gates",
    header = "Compare cells, networks, attention and the like, with error bars.",
    description = {
      "Trains contenders with several seeds on the same batches under the same budget, and says"
          + " which is better, by how much, and how sure that is: cells and networks on a text or,"
          + " with --task, also ways of reading, attention, depth and more on pairs. With recall as"
          + " CORPUS, items are generated that ask at their end for what their beginning said."
          + " --experiment list names experiments that many quote.",
      "",
      "How sure: nine tenths of a text, or eight of pairs, are learnt from. Of what is kept back"
          + " one half chooses learning rates and the best step of each run; the other one, by"
          + " which nothing is chosen, measures. ± is the 95 %% interval of a mean over seeds, on"
          + " these data and at one learning rate: other data are another matter.",
      "",
      "Two contenders are compared by their differences at the same seed, where both read the same"
          + " batches. What makes a seed hard for both cancels out, so one may be beaten though its"
          + " own interval is wide and covers the other's mean. A difference is shown if Student's"
          + " test of these differences gives it less than 5 %%, after Holm's correction for the"
          + " number of pairs. Where both have all right at some seed, or all differences are the"
          + " same, an exact test takes its place, which needs six seeds for one pair.",
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
      "  charwise compare-gates novel.txt --networks lstm,mingru,mamba,transformer --match time",
      "  charwise compare-gates recall --lags 10,100,1000 --plot recall.svg",
      "  charwise compare-gates lookahead:200000 --task tag --directions forward,both",
      "  charwise compare-gates copy:200000 --task transduce --attention none,bahdanau --plot"
          + " copy.svg",
      "  charwise compare-gates --experiment directions"
    })
public final class CompareCommand extends Command implements ClusterCommand {
  private static final String OPTION = "--experiment";

  @Parameters(
      paramLabel = "CORPUS",
      completionCandidates = CorpusNames.class,
      description =
          "The text: files, folders, - for standard input, or names (see charwise help corpora);"
              + " recall alone is the memory test. Default: what is piped in, or else the built-in"
              + " novel. With --task, pairs: files, -, or names such as copy.")
  private List<Path> corpora = new ArrayList<>();

  @ArgGroup(validate = false, heading = ContenderOptions.HEADING, order = 1)
  private ContenderOptions contenders = new ContenderOptions();

  @ArgGroup(validate = false, heading = PairOptions.HEADING, order = 2)
  private ItemOptions items = new ItemOptions();

  @ArgGroup(validate = false, heading = SweepOptions.HEADING, order = 3)
  private SweepOptions sweep = new SweepOptions();

  @ArgGroup(validate = false, heading = MeasureOptions.HEADING, order = 4)
  private MeasureOptions measures = new MeasureOptions();

  @ArgGroup(validate = false, heading = SparkOptions.HEADING, order = 5)
  private SparkOptions spark = new SparkOptions();

  @Override
  public ExitCode run(Console console) throws IOException {
    if (!spark.given()) {
      return run(console, null);
    }
    if (contenders.experiment == null) {
      refuseConflicts();
    }
    return new SparkSubmit(spark, console).run(originalArguments());
  }

  @Override
  public ExitCode run(Console console, @Nullable Cluster cluster) throws IOException {
    return contenders.experiment != null
        ? runExperiment(contenders.experiment, cluster, console)
        : compare(originalArguments(), cluster, console);
  }

  private ExitCode runExperiment(String name, @Nullable Cluster cluster, Console console)
      throws IOException {
    ExperimentReport report = new ExperimentReport(measures.json.given(), console);
    if (name.equals("list")) {
      report.list();
      return ExitCode.DONE;
    }
    Experiment chosen = ExperimentReport.find(name);
    if (!corpora.isEmpty()) {
      throw UserException.usage(
          "an experiment has data of its own", corpora.getFirst().toString(), "leave it out");
    }
    List<String> arguments = new ArrayList<>();
    for (String argument : chosen.arguments()) {
      String option = argument.split("=", 2)[0];
      if (!argument.startsWith("--") || !(given(option) || isReplaced(option))) {
        arguments.add(argument);
      }
    }
    List<String> own = originalArguments();
    List<String> others = own.subList(own.indexOf(spec().name()) + 1, own.size());
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).equals(OPTION)) {
        i++;
      } else if (!others.get(i).startsWith(OPTION + "=")) {
        arguments.add(others.get(i));
      }
    }
    CompareCommand command = new CompareCommand();
    CommandLine parser = new CommandLine(command);
    EnumConverter.register(parser);
    parser.parseArgs(arguments.toArray(String[]::new));
    report.begin(chosen);
    ExitCode code = command.compare(own, cluster, console);
    report.end(chosen);
    return code;
  }

  /** Whether an option was given that excludes this one. */
  private boolean isReplaced(String option) {
    return switch (option) {
      case "--steps" -> given("--minutes");
      case "--hidden" -> given("--parameters");
      default -> false;
    };
  }

  private ExitCode compare(List<String> arguments, @Nullable Cluster cluster, Console console)
      throws IOException {
    refuseConflicts();
    List<String> texts = corpora.stream().map(Path::toString).toList();
    return new CompareRun(texts, contenders, items, sweep, measures, arguments, cluster, console)
        .run();
  }

  private void refuseConflicts() {
    refuseForeign();
    exclude("--cells", "--networks");
    exclude("--parameters", "--hidden");
    if (contenders.parameters != null && contenders.match() != Match.PARAMETERS) {
      throw conflict("--parameters", "--match " + contenders.match());
    }
    exclude("--steps", "--minutes");
    if (spark.given() && given("--threads")) {
      throw conflict(SparkOptions.NAME, "--threads");
    }
    if (measures.resume && measures.csv == null) {
      throw UserException.usage(
          "nothing says which runs are done", "--resume", "name their file with --csv");
    }
  }

  private void refuseForeign() {
    boolean text = contenders.task == TaskType.GENERATE;
    if (measures.judgeBy == (text ? Judgement.STEPS : Judgement.REACH)) {
      throw UserException.usage(
          "not measured for --task " + contenders.task,
          "--judge-by " + measures.judgeBy,
          "judge by the metric, or by " + (text ? Judgement.REACH : Judgement.STEPS));
    }
    List<String> foreign =
        switch (contenders.task) {
          case GENERATE ->
              List.of(
                  "--directions",
                  "--attention",
                  "--reverse-source",
                  "--lengths",
                  "--restore",
                  "--input",
                  "--target",
                  "--target-units",
                  "--features");
          case CLASSIFY ->
              List.of(
                  "--networks",
                  "--attention",
                  "--reverse-source",
                  "--lags",
                  "--restore",
                  "--column",
                  "--target-units",
                  "--features");
          case TAG ->
              List.of(
                  "--networks",
                  "--attention",
                  "--reverse-source",
                  "--lags",
                  "--target-units",
                  "--features");
          case TRANSDUCE -> List.of("--networks", "--lags", "--restore", "--column");
        };
    refuse("not an option of --task " + contenders.task, "leave it out, or choose a task", foreign);
    if (contenders.task == TaskType.GENERATE && contenders.column.name() == null) {
      refuse(
          "only a column or pairs are read from a table",
          "add --column COL",
          List.of("--format", "--delimiter"));
    }
  }
}
