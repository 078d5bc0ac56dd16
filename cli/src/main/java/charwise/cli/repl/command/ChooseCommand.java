package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;

/** {@code /choose}. */
final class ChooseCommand implements SlashCommand {
  @Override
  public String name() {
    return "choose";
  }

  @Override
  public String summary() {
    return "choose the next characters from what the model proposes";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Shows the likeliest next characters, numbered, with their probabilities.",
        "A digit takes the proposal of that number, any other key stands for itself,",
        "Backspace takes back a character, and Enter ends. A backslash makes the key",
        "after it plain: \\1 is the digit, \\\\ a backslash; \\n is a line feed, \\t a tab.",
        "Where input is no terminal, the next line holds the keys.");
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.choose();
  }
}
