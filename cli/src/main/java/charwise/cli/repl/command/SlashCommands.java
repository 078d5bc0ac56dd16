package charwise.cli.repl.command;

import charwise.cli.console.Nearest;
import charwise.cli.console.UserException;
import charwise.cli.input.ModelFolder;
import charwise.cli.repl.command.Completions.Word;
import charwise.cli.repl.command.SlashCommand.Completer;
import charwise.cli.repl.session.Entry;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The table, in the order of the help. */
public final class SlashCommands {
  private final Map<String, SlashCommand> commands = new LinkedHashMap<>();

  /** The table, in the order of the help. */
  public SlashCommands() {
    Completer models = files(ModelFolder.ENDING);
    Stream.of(
            SlashCommand.of("more", "go on where the text ends", Session::more),
            SlashCommand.of(
                "again", "the same beginning once more, from the next seed", Session::again),
            SlashCommand.of("undo", "take back what was last written", Session::undo),
            SlashCommand.of(
                    "choose",
                    "choose the next characters from what the model proposes",
                    Session::choose)
                .explained(
                    """
                    Shows the likeliest next characters, numbered, with their probabilities.
                    A digit takes the proposal of that number, any other key stands for itself,
                    Backspace takes back a character, and Enter ends. A backslash makes the key
                    after it plain: \\1 is the digit, \\\\ a backslash; \\n is a line feed, \\t a tab.
                    Where input is no terminal, the next line holds the keys.
                    """),
            SlashCommand.of(
                    "compare",
                    "MODEL",
                    "continue the same beginning with two models, side by side",
                    models,
                    Session::compare)
                .explained(
                    """
                    Both start from the seed of the text under way and use the same settings.
                    The text under way stays as it is.
                    """),
            SettingCommands.set(),
            SettingCommands.show(),
            SettingCommands.seed(),
            SurpriseSwitch.command(),
            GateStrips.command(),
            SlashCommand.of("load", "MODEL", "go on with another model", models, Session::load)
                .explained(
                    """
                    Settings stay. So does the text under way if the other model knows all its
                    characters: /more then goes on with it. A model that answers lines does
                    that instead.
                    """)
                .forAll(),
            save("save", "write what was typed and shown", false),
            save("save!", "the same, also over a file that exists", true),
            CommandHelp.command(commands),
            SlashCommand.of("quit", "leave; so does Ctrl-D", Session::end).forAll())
        .forEach(command -> commands.put(command.name(), command));
  }

  private static SlashCommand save(String name, String summary, boolean replacing) {
    return SlashCommand.of(
            name, "FILE", summary, files(""), (session, file) -> session.save(file, replacing))
        .explained(
            """
            What you typed follows "> ". The same lines give the same texts again:
              sed -n 's/^> //p' FILE | charwise repl MODEL
            """)
        .forAll();
  }

  private static Completer files(String ending) {
    return (session, argument) -> PathCompletion.of(argument, ending, session.console());
  }

  /** Carries out what the user has entered, in one or more complete lines. */
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
    if (!command.serves(session)) {
      throw UserException.failure(
          "it is for models that write", "/" + call.name(), "type a line for this one to answer");
    }
    if (command.argument().isEmpty() && !call.argument().isBlank()) {
      throw UserException.failure(
          "/" + call.name() + " takes no argument", call.argument(), "try: /help " + call.name());
    }
    boolean needed = !command.argument().isEmpty() && !command.argument().startsWith("[");
    if (needed && call.argument().isBlank()) {
      throw UserException.failure(
          "nothing given for " + command.argument(),
          "/" + call.name(),
          "try: /help " + call.name());
    }
    command.action().run(session, call.argument().strip());
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

  /** The completions of an unfinished line, if it is a command. */
  public Completions complete(Session session, String line) throws IOException {
    if (!(Entry.of(line) instanceof Entry.Call call)) {
      return Completions.NONE;
    }
    int space = line.indexOf(' ');
    if (space < 0) {
      return Completions.of(
          0,
          commands.values().stream()
              .filter(c -> c.serves(session))
              .map(c -> new Word("/" + c.name(), c.summary())));
    }
    SlashCommand command = commands.get(call.name());
    return command == null
        ? Completions.NONE
        : command
            .completer()
            .complete(session, call.argument())
            .after(line.substring(0, space + 1));
  }
}
