package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.Command;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.ForceOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.ThreadsOption;
import charwise.cli.option.WholeNumber;
import charwise.cli.pairs.PairOptions;
import charwise.engine.data.Labels;
import charwise.engine.kernel.Team;
import charwise.engine.registry.TaskType;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import charwise.engine.task.tagger.SavedTagger;
import charwise.engine.task.transducer.SavedTransducer;
import charwise.engine.task.transducer.TransducerPredictor;
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

/** The command line of {@code charwise evaluate}. */
@CommandLine.Command(
    name = "evaluate",
    header = "Say how good a model is on pairs that it has not seen.",
    description = {
      "Answers each input of DATA and compares the answer with the target. Of a classifier, and of"
          + " a model of conditions (train --condition), which ranks them:"
          + " accuracy with its 95 %% interval (Wilson), macro and micro F1, precision, recall, F1"
          + " and count of each label, and how often each label was taken for each.",
      "",
      "Of a tagger: accuracy by character, by word (or token) and by line, and precision, recall"
          + " and F1 of what it put back or of the names that it found. For one that restores text,"
          + " DATA is plain text, which is question and answer at once; for one that finds names,"
          + " tagged tokens (conll); else pairs of equal length.",
      "",
      "Of a transducer: accuracy, which is the share of answers that are right as a whole, and the"
          + " error rate, which is the characters or tokens to insert, delete or replace by those"
          + " of the right answers, with its 95 %% interval (bootstrap)."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:measured", "1:failed: unreadable data or bad model", "2:wrong usage"},
    footer = {
      "  charwise evaluate spam.safetensors test.tsv",
      "  charwise evaluate languages.safetensors test.csv --input name --target language --json",
      "  charwise evaluate spam.safetensors test.tsv --errors wrong.tsv --plot confusion.svg",
      "  charwise evaluate accents.safetensors held-out.txt",
      "  charwise evaluate entities.safetensors test.conll --json",
      "  charwise evaluate dates.safetensors dates:50000:7 --by-length"
    })
public final class EvaluateCommand extends Command {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  private @Nullable Path model;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DATA",
      completionCandidates = CorpusNames.class,
      description =
          "The pairs, or the text: files, - for standard input, or names (see charwise help"
              + " corpora).")
  private List<Path> data = new ArrayList<>();

  @ArgGroup(validate = false)
  private PairOptions pairs = new PairOptions();

  @Mixin EncodingOption encoding = new EncodingOption();

  @Option(
      names = "--by-length",
      description = "Add the figures for each range of lengths of the input.")
  private boolean byLength;

  @Option(
      names = "--errors",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description =
          "Write the wrong answers to this TSV file: input, target, prediction, probability; the"
              + " surest first. Of a transducer with attention also attention: each character of"
              + " the prediction and, behind an arrow, the one of the input that it looked at"
              + " most.")
  private @Nullable Path errors;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description =
          "Draw the confusion matrix, or of a transducer the figures by length, into this file,"
              + " ending in .svg or .png.")
  private @Nullable Path plot;

  @Option(
      names = "--beam",
      paramLabel = "N",
      converter = WholeNumber.BeamWidth.class,
      description = "Of a transducer: the beginnings kept at a time, as by predict. Default: 4.")
  private @Nullable Long beam;

  @Option(
      names = "--any",
      description =
          "Of a transducer: an input that is there several times has as many right answers, and any"
              + " of them will do.")
  private boolean any;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin ForceOption force = new ForceOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    Path named = Objects.requireNonNull(model);
    SavedTask saved = TaskType.read(console.resolve(named));
    var wanted =
        new EvaluationOutput(json.given(), byLength, errors, plot, named.toString(), console);
    if (!(saved instanceof SavedTransducer)) {
      String reason = "only a transducer writes answers of its own";
      wanted.refuse(beam != null, "--beam", reason);
      wanted.refuse(any, "--any", reason);
      wanted.refuse(!pairs.features().isEmpty(), "--features", reason);
    }
    List<String> arguments = data.stream().map(Path::toString).toList();
    try (Team team = new Team(threads.count())) {
      switch (saved) {
        case SavedTagger tagger ->
            new TaggerEvaluator(tagger, team).run(arguments, pairs.choices(List.of()), wanted);
        case SavedTransducer transducer ->
            new TransducerEvaluator(
                    transducer,
                    beam == null ? TransducerPredictor.USUAL_BEAM : beam.intValue(),
                    any,
                    team)
                .run(arguments, pairs, wanted);
        default -> {
          List<String> choices = saved.choices();
          Predictor predictor = saved.predictor(choices.size(), team);
          if (predictor == null) {
            throw UserException.usage(
                "a model that writes text answers nothing",
                named.toString(),
                "measure it with charwise score");
          }
          new ClassifierEvaluator(Labels.of(choices), predictor)
              .run(arguments, pairs.choices(List.of()), wanted);
        }
      }
    }
    return ExitCode.DONE;
  }
}
