package charwise.cli;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.option.Command;
import charwise.cli.option.CommonOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code charwise help}: the help of a command, on standard output. */
@CommandLine.Command(
    name = "help",
    header = "Explain a command.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    abbreviateSynopsis = true,
    parameterListHeading = "%nArguments:%n")
public final class HelpCommand implements Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command to explain. Default: charwise as a whole.")
  private @Nullable String command;

  @ArgGroup(validate = false, heading = CommonOptions.HEADING, order = 100)
  private CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public ExitCode run(Console console) throws IOException {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    print(command == null ? root : find(root, command), console);
    return ExitCode.DONE;
  }

  private static CommandLine find(CommandLine root, String name) {
    Map<String, CommandLine> commands = root.getSubcommands();
    CommandLine found = commands.get(name);
    if (found == null) {
      throw UserException.usage(
          "no such command",
          name,
          UsageErrors.suggestion(name, commands.keySet()) + "try: charwise help");
    }
    return found;
  }

  /** Prints the help text of {@code command}, with colour where that is wanted. */
  static void print(CommandLine command, Console console) throws IOException {
    var ansi =
        console.outputStyle().colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
    console.out().print(command.getUsageMessage(ansi));
  }
}
