package charwise.cli.predict;

import charwise.cli.cluster.ClusterCommand;
import charwise.cli.cluster.RowOptions;
import charwise.cli.cluster.SparkOptions;
import charwise.cli.cluster.SparkSubmit;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.input.CorpusNames;
import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.input.TableFormat;
import charwise.cli.option.ColumnOption;
import charwise.cli.option.Command;
import charwise.cli.option.DelimiterOption;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.ForceOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.RealNumber;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.cluster.Cluster;
import charwise.engine.cluster.Cluster.RowFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code charwise predict}. */
@CommandLine.Command(
    name = "predict",
    header = "Answer each line with a trained model.",
    description = {
      "Prints one line for each line read, in the same order: the label that a classifier gives it,"
          + " or of a model of conditions (train --condition) the one that explains it best, by"
          + " Bayes' rule and the shares of the training texts; or the line with what a tagger has"
          + " put back, every other character untouched. A tagger that finds names prints each"
          + " token and its tag on a line, and an empty line behind the last; or the answer that a"
          + " transducer writes to it. What features a transducer knows of a text follow it on its"
          + " line, after a tab. Lines are answered together while more of them are waiting, and at"
          + " once where they are not, so that a program can ask line by line.",
      "",
      "With --json each line is an object with the keys input, prediction, probability,"
          + " alternatives (a list of objects with prediction and probability) and unknown, the"
          + " number of characters that the model has never seen; of taggers also tags, a list with"
          + " one for each character or token, and entities, a list of objects with type, start,"
          + " end (offsets in characters) and text. An answer that was cut has the key cut."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {
      "0:answered",
      "1:failed: unreadable text, bad model, or an unknown character",
      "2:wrong usage"
    },
    footer = {
      "  charwise predict spam.safetensors messages.txt",
      "  grep ERROR app.log | charwise predict kinds.safetensors --echo",
      "  charwise predict languages.safetensors names.csv --column name --best 3 --probability",
      "  charwise predict accents.safetensors plain.txt > accented.txt",
      "  charwise predict entities.safetensors app.log --json",
      "  echo 'vendredi 3 mars 1972' | charwise predict dates.safetensors --attention"
    })
public final class PredictCommand extends Command implements ClusterCommand {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  private @Nullable Path model;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      completionCandidates = CorpusNames.class,
      description =
          "The texts: files, - for standard input, or names (see charwise help corpora). Default:"
              + " standard input.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--best",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Print the N likeliest answers, separated by tabs. Default: 1.")
  private @Nullable Long best;

  @Option(
      names = "--probability",
      description = "Print the probability of each answer after it, separated by a tab.")
  private boolean probability;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      converter = RealNumber.Share.class,
      description = "Leave out answers that are less probable; the line is then empty. Default: 0.")
  private @Nullable Double threshold;

  @Option(names = "--echo", description = "Print each line itself and a tab before its answer.")
  private boolean echo;

  @Option(
      names = "--show",
      description =
          "Print the text itself below each answer, coloured by what each character did: green"
              + " where it made the answer likelier, red where it made it less likely. Without"
              + " colour a line of + and - stands below.")
  private boolean show;

  @Option(
      names = "--unknown",
      paramLabel = "WHAT",
      description =
          "What to do with characters that the model has never seen: ${COMPLETION-CANDIDATES}. skip"
              + " reads them as unknown ones, or passes them over where conditions are ranked."
              + " Default: skip.")
  private Unknown unknown = Unknown.SKIP;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How texts are written: ${COMPLETION-CANDIDATES}. tsv, csv and jsonl go with --column."
              + " The others are for a tagger that is to find names: lines is a sentence a line,"
              + " with spaces between the tokens; conll a token a line, in the first column, and an"
              + " empty line between sentences: each line is given back with its tag as one more"
              + " column. Default: conll if the first line is one token, or has tabs; else lines.")
  private @Nullable TextLayout layout;

  @ArgGroup(validate = false, heading = WritingOptions.HEADING)
  private WritingOptions writing = new WritingOptions();

  @ArgGroup(validate = false, heading = SparkOptions.HEADING)
  private SparkOptions spark = new SparkOptions();

  @Mixin private RowOptions rows = new RowOptions();

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = WholeNumber.Amount.class,
      description = "With --spark: print the answers to the first N lines, instead of writing all.")
  private @Nullable Long top;

  @Mixin private ColumnOption column = new ColumnOption();

  @Mixin private DelimiterOption delimiter = new DelimiterOption();

  @Mixin EncodingOption encoding = new EncodingOption();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin ForceOption force = new ForceOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    check();
    if (spark.given()) {
      return new SparkSubmit(spark, console).run(originalArguments());
    }
    AnswerFormat format = format(json.given());
    new PredictRun(
            Objects.requireNonNull(model),
            files.isEmpty() ? List.of("-") : files.stream().map(Path::toString).toList(),
            column(),
            layout,
            unknown,
            format,
            show,
            writing,
            threads.count(),
            console)
        .run();
    return ExitCode.DONE;
  }

  private @Nullable ColumnChoice column() {
    TableFormat table = layout == null ? null : layout.table();
    if (column.name() == null) {
      refuse("only a --column is read from a table", "add --column COL", List.of("--delimiter"));
      if (table != null) {
        throw UserException.usage(
            "only a --column is read from a table", "--format " + layout, "add --column COL");
      }
      return null;
    }
    if (layout != null && table == null) {
      throw UserException.usage(
          "a column is read from tsv, csv or jsonl", "--format " + layout, "leave one of them out");
    }
    return new ColumnChoice(column.name(), table, delimiter.character());
  }

  @Override
  public ExitCode run(Console console, Cluster cluster) throws IOException {
    check();
    Path named = Objects.requireNonNull(model);
    RowFormat form = ClusterPredict.form(rows);
    var work =
        new PredictWork(
            named.toString(),
            column.name(),
            format(json.given() || (rows.output != null && form == RowFormat.LINES)),
            unknown,
            writing.beam,
            writing.maxLength,
            rows.keepGoing,
            form);
    return new ClusterPredict(rows, top, console, cluster).run(named, typed("FILE"), work);
  }

  private AnswerFormat format(boolean asJson) {
    return new AnswerFormat(
        best == null ? 1 : best.intValue(),
        probability,
        threshold == null ? 0 : threshold,
        echo,
        asJson,
        writing.attention);
  }

  private void check() {
    if (!spark.given()) {
      rows.refuseAlone();
      refuse("for work on a cluster only", "add --spark, or leave it out", List.of("--top"));
      return;
    }
    if (given("--threads")) {
      throw conflict(SparkOptions.NAME, "--threads");
    }
    refuse(
        "a cluster answers lines, each by itself and as the model likes it best",
        "leave it out, or --spark",
        List.of(
            "--show",
            "--format",
            "--delimiter",
            "--encoding",
            "--constrain",
            "--match",
            "--attention",
            "--attention-file",
            "--plot"));
    if ((rows.output == null) == (top == null)) {
      throw UserException.usage(
          "a cluster writes its rows into a folder, or gives the first ones",
          SparkOptions.NAME,
          "add either --output FOLDER or --top N");
    }
    spark.requireFiles(typed("FILE"));
  }
}
