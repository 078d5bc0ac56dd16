package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;

/** {@code /again}. */
final class AgainCommand implements SlashCommand {
  @Override
  public String name() {
    return "again";
  }

  @Override
  public String summary() {
    return "the same beginning once more, from the next seed";
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.again();
  }
}
