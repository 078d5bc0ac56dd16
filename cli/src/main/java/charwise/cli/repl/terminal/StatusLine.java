package charwise.cli.repl.terminal;

import charwise.cli.console.VisibleText;
import charwise.cli.repl.session.AnsweringModel;
import charwise.cli.repl.session.Entry;
import charwise.cli.repl.session.Session;
import charwise.cli.repl.session.Setting;
import charwise.cli.repl.session.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * The bottom of the terminal: a line with model and settings and, above it, how probable a model's
 * choices are for the line that is being typed; absent on terminals that cannot keep it.
 */
final class StatusLine implements AutoCloseable {
  /** Terminals of fewer lines keep them all for the session. */
  private static final int LEAST_LINES = 12;

  private final Terminal terminal;
  private final Session session;
  private final @Nullable Status status;
  private String typed = "";

  StatusLine(Terminal terminal, Session session) {
    this.terminal = terminal;
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

  /** Shows the current state, with nothing typed. */
  void update() {
    typed = "";
    show();
  }

  /** Shows what a model that chooses would answer to a line under way. */
  void typed(String line) {
    boolean changed = !line.equals(typed);
    typed = line;
    if (changed && session.loaded() instanceof AnsweringModel model && model.choices() > 0) {
      show();
    }
  }

  private void show() {
    if (status == null) {
      return;
    }
    List<AttributedString> lines = new ArrayList<>();
    if (session.loaded() instanceof AnsweringModel model
        && terminal.getSize().getRows() >= LEAST_LINES) {
      boolean asks =
          !typed.isEmpty()
              && !typed.startsWith(Entry.QUOTES)
              && Entry.of(typed) instanceof Entry.Beginning;
      List<String> rows =
          asks
              ? model.rows(typed, session.screen().columns(), session.screen().style())
              : List.of();
      for (int i = 0; i < model.choices(); i++) {
        lines.add(AttributedString.fromAnsi(i < rows.size() ? rows.get(i) : ""));
      }
    }
    lines.add(new AttributedString(text(session), AttributedStyle.DEFAULT.inverse()));
    status.update(lines);
  }

  /** The model, temperature and seed, and all settings that are not default. */
  static String text(Session session) {
    var text = new StringJoiner("  ", " ", " ");
    text.add(VisibleText.line(session.loaded().name()));
    if (!session.writes()) {
      return text.toString();
    }
    Settings usual = session.loaded().usual();
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
