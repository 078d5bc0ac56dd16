package charwise.cli;

import charwise.cli.cluster.ClusterCommand;
import charwise.cli.completion.CompletionCommand;
import charwise.cli.console.ClosedPipeException;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Surroundings;
import charwise.cli.doctor.Version;
import charwise.cli.failure.Failure;
import charwise.cli.failure.UsageErrors;
import charwise.cli.help.HelpCommand;
import charwise.cli.option.Command;
import charwise.cli.option.EnumConverter;
import charwise.cli.option.OutputCheck;
import charwise.cli.option.ReadingOptions;
import charwise.cli.option.SeedOption;
import charwise.engine.cluster.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One run of the command line inside this process: parses the arguments, runs the command, and
 * turns whatever it throws into one line and an exit status. Never ends the process.
 *
 * @param cluster the one that this machine hands work to; null if there is none
 */
public record Charwise(Console console, @Nullable Cluster cluster) {
  private static final int HELP_WIDTH = 80;

  /** Runs on this machine alone. */
  public Charwise(Console console) {
    this(console, null);
  }

  /** Runs without a terminal, in the current folder; for callers inside this process. */
  public static int run(InputStream in, OutputStream out, OutputStream err, String... arguments) {
    var console = new Console(in, out, err, Surroundings.plain(Path.of("")));
    return new Charwise(console).run(arguments).number();
  }

  /** The commands and options, ready to parse, document or complete. */
  public static CommandLine commandLine() {
    return commandLine(CharwiseCommand.COMMANDS);
  }

  private static CommandLine commandLine(List<Class<? extends Command>> commands) {
    var root = new CommandLine(new CharwiseCommand());
    commands.forEach(command -> root.addSubcommand(command));
    return configured(root);
  }

  /** The commands by name and header alone, without options: enough to list them. */
  private static CommandLine overview() {
    var root = new CommandLine(new CharwiseCommand());
    for (Class<? extends Command> command : CharwiseCommand.COMMANDS) {
      CommandLine.Command description = command.getAnnotation(CommandLine.Command.class);
      CommandSpec listed = CommandSpec.create().name(description.name());
      listed.usageMessage().header(description.header());
      root.addSubcommand(new CommandLine(listed));
    }
    return configured(root);
  }

  private static CommandLine configured(CommandLine root) {
    var commandLine =
        root.setExpandAtFiles(false)
            .setAllowOptionsAsOptionParameters(true)
            .setUsageHelpWidth(HELP_WIDTH);
    List<String> sections = new ArrayList<>(commandLine.getHelpSectionKeys());
    List<String> list =
        List.of(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
    sections.removeAll(list);
    sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING), list);
    EnumConverter.register(commandLine);
    return commandLine.setHelpSectionKeys(sections);
  }

  /** Runs the command that {@code arguments} ask for. All output is written when this returns. */
  @SuppressWarnings("CatchAndPrintStackTrace") // with --debug, the trace is what was asked for
  public ExitCode run(String... arguments) {
    try {
      if (arguments.length == 1 && arguments[0].equals("--version")) {
        return printVersion(); // without parsing, to save time
      }
      ExitCode exitCode = dispatch(parse(arguments));
      console.out().flush();
      return exitCode;
    } catch (ClosedPipeException nobodyReads) {
      return ExitCode.DONE;
    } catch (Throwable e) {
      Failure failure = Failure.of(e);
      flushQuietly();
      console.error(failure.line());
      if (List.of(arguments).contains("--debug")) {
        e.printStackTrace(console.err());
      }
      return failure.exitCode();
    }
  }

  private static List<CommandLine> parse(String... arguments) {
    try {
      boolean lists =
          arguments.length == 0
              || (arguments.length == 1
                  && (arguments[0].equals("--help") || arguments[0].equals("-h")));
      CommandLine commandLine = lists ? overview() : commandLine(commandsFor(arguments));
      ParseResult result = commandLine.parseArgs(arguments);
      for (var part = result; part != null; part = part.subcommand()) {
        UsageErrors.refuseRepetition(part);
      }
      return result.asCommandLineList();
    } catch (ParameterException e) {
      throw UsageErrors.of(e);
    }
  }

  /** Only the command that {@code arguments} begin with, because describing all takes time. */
  private static List<Class<? extends Command>> commandsFor(String... arguments) {
    for (Class<? extends Command> command : CharwiseCommand.COMMANDS) {
      CommandLine.Command description = command.getAnnotation(CommandLine.Command.class);
      boolean alone = command != HelpCommand.class && command != CompletionCommand.class;
      if (alone && arguments.length > 0 && description.name().equals(arguments[0])) {
        return List.of(command);
      }
    }
    return CharwiseCommand.COMMANDS;
  }

  private ExitCode dispatch(List<CommandLine> commands) throws IOException {
    CharwiseCommand root = commands.getFirst().getCommand();
    CommandLine last = commands.getLast();
    Command command = last.getCommand();
    Console wanted = command.common().apply(console, root.common());
    if (root.version()) {
      return printVersion();
    }
    if (root.common().help() || command.common().help()) {
      HelpCommand.printOptions(last, wanted);
      return ExitCode.DONE;
    }
    ParseResult parsed = last.getParseResult();
    Set<Path> written = OutputCheck.check(parsed, wanted);
    SeedOption.announce(parsed, wanted);
    Console reading = wanted.reading(ReadingOptions.of(parsed, written));
    return cluster != null && command instanceof ClusterCommand shared
        ? shared.run(reading, cluster)
        : command.run(reading);
  }

  private ExitCode printVersion() throws IOException {
    console.out().println(Version.line());
    console.out().flush();
    return ExitCode.DONE;
  }

  /** Writes what was produced before an error. If that fails too, the first error is reported. */
  private void flushQuietly() {
    try {
      console.out().flush();
    } catch (Exception alreadyFailing) {
      // The first error is reported.
    }
  }
}
