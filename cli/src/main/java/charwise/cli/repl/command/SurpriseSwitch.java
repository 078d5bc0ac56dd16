package charwise.cli.repl.command;

import charwise.cli.console.Style;
import charwise.cli.console.UserException;
import charwise.cli.repl.command.Completions.Word;
import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/** {@code /surprise}. */
final class SurpriseSwitch {
  private static final List<String> VALUES = List.of("on", "off");

  private SurpriseSwitch() {}

  static SlashCommand command() {
    return SlashCommand.of(
            "surprise",
            "on|off",
            "colour each character by how surprising it is",
            (session, argument) ->
                Completions.of(0, VALUES.stream().map(value -> new Word(value, ""))),
            SurpriseSwitch::run)
        .explained(
            """
            The colour of a character, typed or written, is its information for the model
            in bits: each bit more is half the probability. The first character of a text
            has none. Settings do not count: it is the model's own opinion.
            """);
  }

  private static void run(Session session, String wanted) throws IOException {
    if (!VALUES.contains(wanted)) {
      throw UserException.failure("neither on nor off", "/surprise " + wanted, "try: /surprise on");
    }
    session.showSurprise(wanted.equals("on"));
    Screen screen = session.screen();
    Style style = screen.style();
    if (!session.showsSurprise()) {
      screen.note("surprise off");
    } else if (style.colored()) {
      screen.note(
          "bits a character: below 2, "
              + style.surprise(" 2 to 4 ", 3)
              + style.surprise(" 4 to 6 ", 5)
              + style.surprise(" 6 to 9 ", 7)
              + style.surprise(" 9 and more ", 10));
    } else {
      screen.note("surprise on; without colour only the mean is shown");
    }
  }
}
