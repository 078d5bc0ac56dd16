package charwise.cli.repl.command;

import charwise.cli.console.UserException;
import charwise.cli.repl.command.Completions.Word;
import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /help}. */
final class CommandHelp {
  private static final String HOW_TO_WRITE =
      """
      Type a beginning and press Enter: the model writes on.
      Ctrl-C stops it, Ctrl-D leaves. \""" opens and closes one of several lines.
      """;
  private static final String HOW_TO_ASK =
      """
      Type a line and press Enter: the model answers it. Ctrl-D leaves.
      """;
  private static final String MORE_KEYS =
      """
      Tab completes commands, settings and files; Up and Ctrl-R bring lines back.
      /help COMMAND explains a command, as in /help set.
      """;

  private CommandHelp() {}

  static SlashCommand command(Map<String, SlashCommand> commands) {
    return SlashCommand.of(
            "help",
            "[COMMAND]",
            "explain a command, or list them all",
            (session, argument) ->
                Completions.of(
                    0,
                    commands.values().stream()
                        .filter(c -> c.serves(session))
                        .map(c -> new Word(c.name(), c.summary()))),
            (session, argument) -> explain(session, argument, commands))
        .forAll();
  }

  private static void explain(Session session, String argument, Map<String, SlashCommand> commands)
      throws IOException {
    Screen screen = session.screen();
    String name = argument.replaceFirst("^/", "");
    if (name.isEmpty()) {
      listAll(session, commands.values().stream().filter(c -> c.serves(session)).toList());
      return;
    }
    SlashCommand command = commands.get(name);
    if (command == null) {
      throw UserException.failure("no such command", "/" + name, "try: /help");
    }
    screen.line(screen.style().bold(command.usage()) + "  " + command.summary());
    for (String line : command.details()) {
      screen.line(line);
    }
  }

  private static void listAll(Session session, List<SlashCommand> commands) throws IOException {
    Screen screen = session.screen();
    print(screen, session.writes() ? HOW_TO_WRITE : HOW_TO_ASK);
    int width = commands.stream().mapToInt(c -> c.usage().length()).max().orElse(0);
    for (SlashCommand command : commands) {
      String padding = " ".repeat(width - command.usage().length() + 2);
      screen.line("  " + screen.style().bold(command.usage()) + padding + command.summary());
    }
    print(screen, MORE_KEYS);
  }

  private static void print(Screen screen, String lines) throws IOException {
    for (String line : lines.lines().toList()) {
      screen.line(line);
    }
  }
}
