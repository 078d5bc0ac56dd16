package charwise.cli.repl.command;

import charwise.cli.console.UserException;
import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /help}. */
final class HelpCommand implements SlashCommand {
  private static final List<String> HOW_TO =
      List.of(
          "Type a beginning and press Enter: the model writes on.",
          "Ctrl-C stops it, Ctrl-D leaves. \"\"\" opens and closes one of several lines.");
  private static final List<String> MORE_KEYS =
      List.of(
          "Tab completes commands, settings and files; Up and Ctrl-R bring lines back.",
          "/help COMMAND explains a command, as in /help set.");

  private final Map<String, SlashCommand> commands;

  HelpCommand(Map<String, SlashCommand> commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String argument() {
    return "[COMMAND]";
  }

  @Override
  public String summary() {
    return "explain a command, or list them all";
  }

  @Override
  public Completions complete(Session session, String argument) {
    List<Completions.Word> words = new ArrayList<>();
    for (SlashCommand command : commands.values()) {
      words.add(new Completions.Word(command.name(), command.summary(), true));
    }
    return new Completions(0, words);
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    String name = argument.strip().replaceFirst("^/", "");
    if (name.isEmpty()) {
      all(session.screen());
      return;
    }
    SlashCommand command = commands.get(name);
    if (command == null) {
      throw UserException.failure("no such command", "/" + name, "try: /help");
    }
    one(session.screen(), command);
  }

  private void all(Screen screen) throws IOException {
    print(screen, HOW_TO);
    int width = commands.values().stream().mapToInt(c -> usage(c).length()).max().orElse(0);
    for (SlashCommand command : commands.values()) {
      String padding = " ".repeat(width - usage(command).length() + 2);
      screen.line("  " + screen.style().bold(usage(command)) + padding + command.summary());
    }
    print(screen, MORE_KEYS);
  }

  private static void one(Screen screen, SlashCommand command) throws IOException {
    screen.line(screen.style().bold(usage(command)) + "  " + command.summary());
    print(screen, command.details());
  }

  private static void print(Screen screen, List<String> lines) throws IOException {
    for (String line : lines) {
      screen.line(line);
    }
  }

  private static String usage(SlashCommand command) {
    return ("/" + command.name() + " " + command.argument()).strip();
  }
}
