package charwise.cli.models;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.option.Command;
import charwise.cli.option.FileArgument;
import charwise.cli.option.JsonOption;
import charwise.cli.option.Manual;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise models}. */
@Manual(
    files = {
      "FOLDER/*.safetensors:Models that train has written: weights, and in the metadata where they"
          + " come from."
    })
@CommandLine.Command(
    name = "models",
    header = "List the models of a folder.",
    description = {
      "Prints a row for each model, the newest file first: its task, network or cell with layers"
          + " and units, parameters, the loss or metric that it was chosen by (in validation), the"
          + " day of its training and the text it has learnt from. charwise inspect shows more of"
          + " one: the command that trained it, and the fingerprints of all texts.",
      "",
      "Only the headers of the files are read. Files that end in .safetensors and are no models of"
          + " charwise are passed over."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {"0:listed", "1:failed: no such folder", "2:wrong usage"},
    footer = {"  charwise models", "  charwise models src", "  charwise models --json | head -n 1"})
public final class ModelsCommand extends Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      converter = FileArgument.class,
      description = "Where the models are. Default: the current folder.")
  private Path folder = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    new ModelList(folder, console).print(json.given());
    return ExitCode.DONE;
  }
}
