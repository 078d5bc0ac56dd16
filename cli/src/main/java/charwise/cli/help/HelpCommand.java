package charwise.cli.help;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Nearest;
import charwise.cli.console.UserException;
import charwise.cli.option.Command;
import charwise.cli.option.Manual;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Parameters;

/** {@code charwise help}: the help of a command, on standard output. */
@CommandLine.Command(
    name = "help",
    header = "Explain a command.",
    description = "Prints what the manual page of the command says; its --help prints less.",
    exitCodeList = {"0:explained", "2:wrong usage"},
    footer = {"  charwise help", "  charwise help train"})
@Manual(files = "share/man/man1/charwise-COMMAND.1:The same as manual page, where charwise is.")
public final class HelpCommand extends Command {
  private static final int TERM_WIDTH = 21;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command to explain. Default: charwise as a whole.")
  private @Nullable String command;

  @Override
  public ExitCode run(Console console) throws IOException {
    CommandLine root = spec().root().commandLine();
    CommandLine explained = command == null ? root : find(root, command);
    printOptions(explained, console);
    printRest(explained, console);
    return ExitCode.DONE;
  }

  private static CommandLine find(CommandLine root, String name) {
    Map<String, CommandLine> commands = root.getSubcommands();
    CommandLine found = commands.get(name);
    if (found == null) {
      throw UserException.usage(
          "no such command",
          name,
          Nearest.question(name, commands.keySet()) + "try: charwise help");
    }
    return found;
  }

  /** Prints what {@code --help} prints for {@code command}. */
  public static void printOptions(CommandLine command, Console console) throws IOException {
    console.out().print(command.getUsageMessage(ansi(console)));
  }

  /** Prints the parts that only the manual page has. */
  private static void printRest(CommandLine command, Console console) throws IOException {
    ManualPage page = ManualPage.of(command.getCommandSpec());
    ColorScheme colors = CommandLine.Help.defaultColorScheme(ansi(console));
    int width = command.getUsageHelpWidth();
    console.out().print("\nFiles:\n" + entries(page.files(), colors, width));
    console.out().print("\nEnvironment:\n" + entries(page.environment(), colors, width));
    console.out().print("\nSee also:\n" + names(page.seeAlso(), width) + "\n");
  }

  /** The names of pages, wrapped before a name; picocli would wrap before its number. */
  private static String names(List<String> pages, int width) {
    var text = new StringBuilder(" ");
    int column = 1;
    for (int i = 0; i < pages.size(); i++) {
      String name = pages.get(i) + (i < pages.size() - 1 ? "(1)," : "(1)");
      if (column + 1 + name.length() > width) {
        text.append("\n ");
        column = 1;
      }
      text.append(' ').append(name);
      column += 1 + name.length();
    }
    return text.toString();
  }

  private static String entries(Map<String, String> entries, ColorScheme colors, int width) {
    TextTable table =
        TextTable.forColumns(
            colors,
            new Column(TERM_WIDTH, 2, Overflow.SPAN),
            new Column(width - TERM_WIDTH, 2, Overflow.WRAP));
    entries.forEach(table::addRowValues);
    return table.toString();
  }

  private static CommandLine.Help.Ansi ansi(Console console) {
    return console.outputStyle().colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }
}
