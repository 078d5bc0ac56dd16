package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import java.io.IOException;

/** {@code /more}. */
final class MoreCommand implements SlashCommand {
  @Override
  public String name() {
    return "more";
  }

  @Override
  public String summary() {
    return "go on where the text ends";
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.more();
  }
}
