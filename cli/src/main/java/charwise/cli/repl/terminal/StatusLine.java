package charwise.cli.repl.terminal;

import charwise.cli.console.VisibleText;
import charwise.cli.repl.session.Session;
import charwise.cli.repl.session.Setting;
import charwise.cli.repl.session.Settings;
import java.util.List;
import java.util.StringJoiner;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * The bottom line of the terminal, with model and settings; absent on terminals that can not keep
 * one.
 */
final class StatusLine implements AutoCloseable {
  private final Session session;
  private final @Nullable Status status;

  StatusLine(Terminal terminal, Session session) {
    this.session = session;
    this.status = Status.getStatus(terminal);
    if (status != null) {
      terminal.handle(Terminal.Signal.WINCH, signal -> resize());
    }
  }

  private void resize() {
    if (status != null) {
      status.resize();
    }
  }

  /** Shows the current state. */
  void update() {
    if (status != null) {
      status.update(
          List.of(new AttributedString(text(session), AttributedStyle.DEFAULT.inverse())));
    }
  }

  /** The model, temperature and seed, and all settings that are not default. */
  static String text(Session session) {
    Settings usual = session.model().usual();
    var text = new StringJoiner("  ", " ", " ");
    text.add(VisibleText.line(session.model().name()));
    for (Setting setting : Setting.values()) {
      String value = setting.value(session.settings());
      boolean always = setting == Setting.TEMPERATURE || setting == Setting.SEED;
      if (always || !value.equals(setting.value(usual))) {
        text.add(setting.label() + " " + value);
      }
    }
    if (session.showsSurprise()) {
      text.add("surprise on");
    }
    return text.toString();
  }

  @Override
  public void close() {
    if (status != null) {
      status.hide();
      status.close();
    }
  }
}
