package charwise.cli.repl.command;

import charwise.cli.repl.session.Session;
import charwise.cli.repl.session.Setting;
import java.io.IOException;

/** {@code /seed}. */
final class SeedCommand implements SlashCommand {
  @Override
  public String name() {
    return "seed";
  }

  @Override
  public String argument() {
    return "N";
  }

  @Override
  public String summary() {
    return "start the random choices from N; short for /set seed N";
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    session.change(Setting.SEED, argument.strip());
    session.screen().note("seed " + session.settings().seed());
  }
}
