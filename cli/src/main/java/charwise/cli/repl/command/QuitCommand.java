package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;

/** {@code /quit}. */
final class QuitCommand implements SlashCommand {
  @Override
  public String name() {
    return "quit";
  }

  @Override
  public String summary() {
    return "leave; so does Ctrl-D";
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.end();
  }
}
