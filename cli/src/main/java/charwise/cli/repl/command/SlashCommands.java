package charwise.cli.repl.command;

import charwise.cli.console.UserException;
import charwise.cli.failure.Nearest;
import charwise.cli.repl.session.Entry;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All commands that begin with a slash, and how they and beginnings are carried out. */
public final class SlashCommands {
  private final Map<String, SlashCommand> commands = new LinkedHashMap<>();

  /** The registry, in the order of the help. */
  public SlashCommands() {
    Stream.of(
            new MoreCommand(),
            new AgainCommand(),
            new UndoCommand(),
            new ChooseCommand(),
            new CompareCommand(),
            new SetCommand(),
            new ShowCommand(),
            new SeedCommand(),
            new SurpriseCommand(),
            new GatesCommand(),
            new LoadCommand(),
            new SaveCommand(false),
            new SaveCommand(true),
            new HelpCommand(commands),
            new QuitCommand())
        .forEach(command -> commands.put(command.name(), command));
  }

  /** Carries out what the user has entered; {@code lines} are complete. */
  public void run(Session session, String lines) throws IOException {
    Entry entry = Entry.of(lines);
    if (!(entry instanceof Entry.Nothing)) {
      session.entered(lines);
    }
    switch (entry) {
      case Entry.Nothing nothing -> {}
      case Entry.Beginning beginning -> session.begin(beginning.text());
      case Entry.Call call -> run(session, call);
    }
  }

  private void run(Session session, Entry.Call call) throws IOException {
    SlashCommand command = find(call.name());
    if (command.argument().isEmpty() && !call.argument().isBlank()) {
      throw UserException.failure(
          "it takes no argument", "/" + call.name(), "try: /help " + call.name());
    }
    boolean needed = !command.argument().isEmpty() && !command.argument().startsWith("[");
    if (needed && call.argument().isBlank()) {
      throw UserException.failure(
          "nothing given for " + command.argument(),
          "/" + call.name(),
          "try: /help " + call.name());
    }
    command.run(session, call.argument());
  }

  private SlashCommand find(String name) {
    SlashCommand found = commands.get(name);
    if (found == null) {
      String question =
          Nearest.to(name, commands.keySet())
              .map(near -> "did you mean /" + near + "? ")
              .orElse("");
      throw UserException.failure(
          "no such command",
          "/" + name,
          question + "try: /help, or put a text that begins so between \"\"\"");
    }
    return found;
  }

  /** What the end of an unfinished line may become; nothing where it is no command. */
  public Completions complete(Session session, String line) throws IOException {
    if (!(Entry.of(line) instanceof Entry.Call call)) {
      return Completions.NONE;
    }
    int space = line.indexOf(' ');
    if (space < 0) {
      List<Completions.Word> names = new ArrayList<>();
      for (SlashCommand command : commands.values()) {
        names.add(
            new Completions.Word("/" + command.name(), command.summary(), true));
      }
      return new Completions(0, names);
    }
    SlashCommand command = commands.get(call.name());
    return command == null
        ? Completions.NONE
        : command.complete(session, call.argument()).after(line.substring(0, space + 1));
  }
}
