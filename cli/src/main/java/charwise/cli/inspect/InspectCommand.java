package charwise.cli.inspect;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.ConditionArgument;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.Command;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.FileArgument;
import charwise.cli.option.ForceOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.WholeNumber;
import charwise.cli.plot.PlotFile;
import charwise.engine.checkpoint.Origin;
import charwise.engine.registry.TaskType;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise inspect}. */
@CommandLine.Command(
    name = "inspect",
    header = "Show what a model is, and its gates at work on a text.",
    description = {
      "Without a text: cell, sizes, every tensor with shape and norm, vocabulary, how the model was"
          + " trained and from which texts, by which command and version, and the SHA-256 of its"
          + " weights. With one: how often each gate is open (above 0.9) and shut (below 0.1) in"
          + " each layer, and the values of units after each character as a heatmap.",
      "",
      "Of a Transformer the heatmap is its attention: below each other the characters that look,"
          + " from left to right those that they look at; and a table says how far back each head"
          + " looks on average. A Mamba has, for each channel, the share of its state that it keeps"
          + " (keep), its gate, the size of its step (step, the authors' delta) and that of its"
          + " state. Their hidden is what goes on from a block to the next.",
      "",
      "A model that answers reads the first line of the text as a whole. Where it reads in both"
          + " directions, the units that read from the end stand behind the others. A classifier"
          + " with n-grams also shows which of the text's speak for which label, by how much more"
          + " they add to its logit than to the labels on average; ^ is the text's beginning, $ its"
          + " end.",
      "",
      "With --json the model is one object; with a text, there is one for each layer and gate, and"
          + " for each n-gram; with --find, one for each match."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:shown", "1:failed: bad model or unreadable text", "2:wrong usage"},
    footer = {
      "  charwise inspect novel.safetensors",
      "  charwise inspect novel.safetensors --text 'He said, \"No.\"' --gate forget",
      "  charwise inspect spam.safetensors --text 'free offer'",
      "  charwise inspect novel.safetensors --file chapter.txt --find",
      "  charwise inspect novel.safetensors --file verse.txt --plot cells.png"
    })
public final class InspectCommand extends Command {
  @Parameters(
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description = "A model that train has written.")
  private @Nullable Path model;

  @Option(names = "--text", paramLabel = "TEXT", description = "The text to run through the model.")
  private @Nullable String text;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      converter = FileArgument.class,
      completionCandidates = CorpusNames.class,
      description =
          "A file with the text; - for standard input; or a name (see charwise help corpora).")
  private @Nullable Path file;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description =
          "What the text stands under: one of the conditions of a model that has some (train"
              + " --condition).")
  private @Nullable String condition;

  @Option(
      names = "--gate",
      paramLabel = "GATE",
      description =
          "What to show of the units: a gate by its name (forget, input, output, candidate, reset,"
              + " update, as the cell has them), cell (the second state of an LSTM) or hidden;"
              + " keep, gate, step or state of a Mamba; attention of a Transformer. Default:"
              + " hidden, keep or attention; with --unit, all.")
  private @Nullable String gate;

  @Option(
      names = "--layer",
      paramLabel = "N",
      converter = WholeNumber.Positive.class,
      description = "The layer to show, from 1 at the input. Default: the last.")
  private @Nullable Long layer;

  @Option(
      names = "--head",
      paramLabel = "N",
      converter = WholeNumber.Positive.class,
      description = "The head of attention to show, from 1. Default: the mean of all.")
  private @Nullable Long head;

  @Option(
      names = "--unit",
      paramLabel = "N",
      converter = WholeNumber.NotNegative.class,
      description =
          "The unit to show, from 0. Default: the 24 that change most from character to character.")
  private @Nullable Long unit;

  @Option(
      names = "--find",
      description =
          "Show which units follow what is visible in the text (quotes, brackets, place in the"
              + " line, capital letters and more), by correlation; of all layers, and of cell and"
              + " hidden, or of --gate.")
  private boolean find;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description =
          "Write every value: position,character,layer,unit,gate,value. All layers, units and"
              + " gates, but for those left out by --layer, --unit and --gate. Of attention:"
              + " position,character,layer,head,back,weight.")
  private @Nullable Path csv;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description = "Draw the heatmap, as SVG or PNG by the file's ending.")
  private @Nullable Path plot;

  @Mixin EncodingOption encoding = new EncodingOption();

  @Mixin ForceOption force = new ForceOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    exclude("--text", "--file");
    if (file == null) {
      refuse("an encoding of what?", "add --file FILE", List.of("--encoding"));
    }
    if (text == null && file == null) {
      refuse(
          "no text to show it on",
          "add --text TEXT or --file FILE",
          List.of(
              "--gate", "--layer", "--head", "--unit", "--find", "--csv", "--plot", "--condition"));
    }
    exclude("--find", "--plot");
    exclude("--head", "--find");
    exclude("--head", "--unit");
    PlotFile picture = plot != null ? PlotFile.of(plot, console) : null;
    Path path = Objects.requireNonNull(model);
    SavedTask saved = TaskType.read(console.resolve(path));
    if (text == null && file == null) {
      Origin origin = TaskType.header(console.resolve(path)).origin();
      new ModelDescription(path.toString(), saved, origin, console).print(json.given());
      return ExitCode.DONE;
    }
    InspectedText read = read(saved, path.toString(), console);
    var looking = new LookingBack(read, console);
    if (looking.isWanted(gate, head, unit, find)) {
      looking.show(layer, head, csv, json.given(), picture);
      return ExitCode.DONE;
    }
    var selection = Selection.of(read.activations(), gate, layer, unit);
    var gates = new GatesAtWork(read, selection, console);
    if (csv != null) {
      gates.writeCsv(csv);
    }
    if (find) {
      gates.find(json.given());
    } else {
      gates.show(json.given(), picture);
    }
    return ExitCode.DONE;
  }

  private InspectedText read(SavedTask saved, String name, Console console) throws IOException {
    if (saved instanceof SavedModel language) {
      int under = ConditionArgument.of(language, condition, name);
      return InspectedText.stream(text, file, language, under, console);
    }
    if (condition != null) {
      throw UserException.usage(
          "the model knows no conditions", "--condition " + condition, "leave it out");
    }
    return InspectedText.item(text, file, saved, console);
  }
}
