package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.CorpusNames;
import charwise.cli.input.ReadTexts;
import charwise.cli.input.ReadingChoices;
import charwise.cli.option.Command;
import charwise.cli.option.Manual;
import charwise.cli.option.NetworkOptions;
import charwise.cli.pairs.TaggedReading;
import charwise.cli.plot.PlotFile;
import charwise.engine.data.Items;
import charwise.engine.ngram.NgramUse;
import charwise.engine.registry.TaskType;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.TransducerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise train}. */
@CommandLine.Command(
    name = "train",
    header = "Train a model on text.",
    description = {
      "Reads the text, sets its end aside for validation, trains, and keeps the best model by"
          + " validation in one file. Ctrl-C saves the run, and says how to go on with it."
    },
    exitCodeList = {
      "  0:trained",
      "  1:failed: unreadable text, full disk, a diverged run, or another hash than expected",
      "  2:wrong usage",
      "130:interrupted; what was trained is saved (143 after SIGTERM, 129 after SIGHUP)."
          + " Interrupted again a second later or more, it ends at once, unsaved"
    },
    footer = {
      "  charwise train",
      "  charwise train shakespeare.txt --cell gru --minutes 10",
      "  charwise train shakespeare.txt --hidden 512 --steps 5000 --dry-run",
      "  charwise train names.txt --items line -o names.safetensors",
      "  charwise train people.csv --input name --condition country -o people.safetensors",
      "  charwise train src/ --hidden 512 --layers 3 --log src.csv",
      "  charwise train shakespeare.txt --network transformer --context 64",
      "  charwise train people.txt --column name --delimiter ';' -o kin.safetensors",
      "  charwise train old.txt --encoding latin-1 --init-from novel.safetensors",
      "  charwise train big.txt.gz -o big.safetensors --epochs 1"
    })
@Manual(
    files =
        "MODEL.checkpoint:The exact state of a run that is not complete, for --resume; deleted when"
            + " it is.")
public final class TrainCommand extends Command {
  @Parameters(
      paramLabel = "CORPUS",
      completionCandidates = CorpusNames.class,
      description =
          "The text to learn: a file, a folder (every text file below it, in name order, without"
              + " names that begin with a dot and what a .gitignore names; what ends in .gz is"
              + " unpacked; of .zst, .xz and .bz2 the error says how to send it in), - for standard"
              + " input, or a name (see charwise help corpora). Several are joined in the order"
              + " given. Default: what is piped in, or else the built-in novel.")
  private List<Path> corpora = new ArrayList<>();

  @ArgGroup(validate = false, heading = TaskOptions.HEADING, order = 0)
  private TaskOptions task = new TaskOptions();

  @ArgGroup(validate = false, heading = ModelOptions.HEADING, order = 1)
  private ModelOptions model = new ModelOptions();

  @ArgGroup(validate = false, heading = BudgetOptions.HEADING, order = 2)
  private BudgetOptions budget = new BudgetOptions();

  @ArgGroup(validate = false, heading = TextOptions.HEADING, order = 3)
  private TextOptions text = new TextOptions();

  @ArgGroup(validate = false, heading = LearningOptions.HEADING, order = 4)
  private LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, heading = FileOptions.HEADING, order = 5)
  private FileOptions files = new FileOptions();

  @Override
  public ExitCode run(Console console) throws IOException {
    exclude("--resume", "--fresh");
    for (String other : List.of("--resume", "--log", "--plot", "--verify")) {
      exclude("--dry-run", other);
    }
    TrainConfiguration configuration = configuration(console);
    return new TrainRun(configuration, lesson(configuration, console), originalArguments(), console)
        .run();
  }

  private Lesson lesson(TrainConfiguration configuration, Console console) {
    refuseForeign();
    if (text.validation != null && text.validationFile != null) {
      throw conflict("--validation", "--validation-file");
    }
    var reading =
        new ReadingChoices(
            text.units,
            text.items,
            task.pairs.column(text.column.name()),
            text.validation,
            text.validationFile);
    exclude("--clip-norm", "--clip-value");
    var requests = new TaskRequests(task, model, budget, learning, console.beginning());
    if (task.task == TaskType.CLASSIFY) {
      return new ClassifyLesson(
          configuration,
          names(console),
          task.pairs.choices(List.of()),
          reading.unitsOrDefault(),
          reading.validationOrDefault(),
          text.validationFile,
          requests.classifier(),
          console);
    }
    if (task.task == TaskType.TRANSDUCE) {
      refuseDecoder();
      return new TransduceLesson(
          configuration,
          names(console),
          task.pairs,
          reading.unitsOrDefault(),
          reading.validationOrDefault(),
          text.validationFile,
          requests.transducer(),
          console);
    }
    if (task.task == TaskType.TAG) {
      return tagLesson(configuration, reading, requests, console);
    }
    LanguageSource source =
        task.condition == null
            ? new CorpusText(
                new CorpusArguments(names(console), console), configuration.texts(), console)
            : new ConditionedText(
                names(console),
                task.pairs.choices(task.condition, List.of()),
                configuration.texts(),
                console);
    return new LanguageLesson(
        configuration,
        source,
        reading,
        requests.language(source.hasConditions() ? Items.LINE : reading.itemsOrDefault()),
        files.initFrom,
        console);
  }

  private TrainConfiguration configuration(Console console) {
    PlotFile plot = files.plot == null ? null : PlotFile.of(files.plot, console);
    return new TrainConfiguration(budget, learning, files, plot, new ReadTexts());
  }

  /** The texts, or standard input where none is named and something waits there. */
  private List<String> names(Console console) {
    if (corpora.isEmpty() && console.hasInput()) {
      return List.of("-");
    }
    return corpora.stream().map(Path::toString).toList();
  }

  /** Refuses what was given and the task does not know. */
  private void refuseForeign() {
    List<String> foreign =
        switch (task.task) {
          case GENERATE ->
              List.of(
                  "--restore",
                  "--lexicon",
                  "--directions",
                  "--pooling",
                  "--balance",
                  "--best",
                  "--target",
                  "--target-units",
                  "--features",
                  "--decoder",
                  "--attention",
                  "--repeat-input",
                  "--reverse-source");
          case CLASSIFY ->
              List.of(
                  "--restore",
                  "--lexicon",
                  "--items",
                  "--column",
                  "--bptt",
                  "--init-from",
                  "--target-units",
                  "--condition",
                  "--features",
                  "--decoder",
                  "--attention",
                  "--repeat-input",
                  "--reverse-source");
          case TAG ->
              List.of(
                  "--pooling",
                  "--ngrams",
                  "--balance",
                  "--units",
                  "--items",
                  "--bptt",
                  "--init-from",
                  "--target-units",
                  "--condition",
                  "--features",
                  "--decoder",
                  "--attention",
                  "--repeat-input",
                  "--reverse-source");
          case TRANSDUCE ->
              List.of(
                  "--restore",
                  "--lexicon",
                  "--items",
                  "--column",
                  "--bptt",
                  "--init-from",
                  "--pooling",
                  "--ngrams",
                  "--balance",
                  "--condition");
        };
    refuse("not an option of --task " + task.task, "leave it out, or choose a task", foreign);
    if (task.task != TaskType.GENERATE) {
      refuse(
          "not an option of --task " + task.task,
          "leave it out, or choose a task",
          List.of("--network", "--width", "--heads", "--context", "--state", "--weight-noise"));
    }
    NetworkOptions network = model.network;
    refuse(
        "not an option of --network " + network.kind(),
        "leave it out, or choose a network",
        network.foreign());
    if (task.condition != null) {
      exclude("--condition", "--items");
      exclude("--condition", "--column");
      if (task.ngrams == NgramUse.ON) {
        throw conflict("--condition", "--ngrams on");
      }
    } else if (task.task == TaskType.GENERATE) {
      refuse(
          "an option for texts under conditions",
          "add --condition COL, or choose a task",
          List.of("--input"));
      refuseTable();
    }
  }

  /** Refuses to say how a table is written where a text is read as it is. */
  private void refuseTable() {
    if (text.column.name() == null) {
      refuse(
          "only a column or pairs are read from a table",
          "add --column COL",
          List.of("--format", "--delimiter"));
    }
  }

  private TagLesson tagLesson(
      TrainConfiguration configuration,
      ReadingChoices choices,
      TaskRequests requests,
      Console console) {
    if (task.restore != null) {
      refuse(
          "not an option where plain text is restored",
          "leave it out, or --restore",
          List.of("--input", "--target"));
      refuseTable();
    } else {
      refuse("only for what is restored", "choose columns with --input", List.of("--column"));
    }
    var reading =
        new TaggedReading(
            task.restore == null ? Set.of() : Set.copyOf(task.restore),
            task.pairs.choices(List.of()),
            choices.column(),
            choices.validationOrDefault(),
            choices.validationFile(),
            configuration.texts(),
            console);
    return new TagLesson(configuration, names(console), reading, requests.tagger(), console);
  }

  private void refuseDecoder() {
    boolean ctc = task.transduce.decoderOrDefault() == DecoderType.CTC;
    if (ctc && task.transduce.attention != null) {
      throw conflict("--attention", "--decoder ctc");
    }
    Long repeatInput = task.transduce.repeatInput;
    if (repeatInput != null && (!ctc || repeatInput > TransducerConfig.MAXIMUM_REPEAT)) {
      throw UserException.usage(
          ctc ? "an input cannot be read so often" : "only ctc reads its input several times",
          "--repeat-input " + repeatInput,
          ctc ? "give at most " + TransducerConfig.MAXIMUM_REPEAT : "add --decoder ctc");
    }
  }
}
