package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;

/** {@code /undo}. */
final class UndoCommand implements SlashCommand {
  @Override
  public String name() {
    return "undo";
  }

  @Override
  public String summary() {
    return "take back what was last written";
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.undo();
  }
}
