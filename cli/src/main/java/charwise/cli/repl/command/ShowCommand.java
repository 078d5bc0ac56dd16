package charwise.cli.repl.command;

import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import charwise.cli.repl.session.Setting;
import java.io.IOException;

/** {@code /show}. */
final class ShowCommand implements SlashCommand {
  @Override
  public String name() {
    return "show";
  }

  @Override
  public String summary() {
    return "the model, the settings and how long the text is";
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    Screen screen = session.screen();
    screen.line(session.model().description());
    for (Setting setting : Setting.values()) {
      String value = setting.value(session.settings());
      screen.line("  %-15s %s".formatted(setting.label(), value));
    }
    screen.line("  %-15s %s".formatted("surprise", session.showsSurprise() ? "on" : "off"));
    screen.line("  %-15s %d characters".formatted("text", session.text().length()));
  }
}
