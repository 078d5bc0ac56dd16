package charwise.cli.repl.terminal;

import charwise.cli.console.Console;
import charwise.cli.console.SignalSource.Registration;
import charwise.cli.failure.Failure;
import charwise.cli.repl.command.SlashCommands;
import charwise.cli.repl.session.LoadedModel;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A session on a terminal: reads lines with editing, history and completion. */
public final class TerminalFront {
  private static final String PROMPT = "> ";

  /** What is a command without a slash too, because people type it. */
  private static final Map<String, String> WORDS =
      Map.of("exit", "/quit", "quit", "/quit", "help", "/help");

  private final Terminal terminal;
  private final Console console;
  private final TerminalScreen screen;
  private volatile @Nullable Session running;

  TerminalFront(Terminal terminal, Console console) {
    this.terminal = terminal;
    this.console = console;
    this.screen = new TerminalScreen(terminal, console);
  }

  /**
   * Runs a session on the terminal of this process until the user leaves.
   *
   * @param models the model to use, or several to choose from
   */
  public static void run(List<String> models, Console console) throws IOException {
    // Signals come from the console; JLine must not install handlers.
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .nativeSignals(false)
            .encoding(StandardCharsets.UTF_8)
            .build()) {
      new TerminalFront(terminal, console).run(models);
    }
  }

  void run(List<String> models) throws IOException {
    hideTyping();
    try (var _ = pass("INT", Signal.INT);
        var _ = pass("WINCH", Signal.WINCH);
        var _ = pass("CONT", Signal.CONT)) {
      terminal.handle(Signal.INT, signal -> stop());
      LoadedModel model =
          models.size() == 1
              ? LoadedModel.read(models.getFirst(), console)
              : new ModelQuestion(terminal, screen, console).ask(models);
      if (model != null) {
        converse(new Session(model, screen, console));
      }
    }
  }

  /** Hides what is typed while the model writes, until the next prompt; Ctrl-C stays a signal. */
  private void hideTyping() {
    Attributes attributes = terminal.getAttributes();
    attributes.setLocalFlags(EnumSet.of(LocalFlag.ECHO, LocalFlag.ICANON), false);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    terminal.setAttributes(attributes);
  }

  private Registration pass(String name, Signal signal) {
    return console.signals().listen(name, () -> terminal.raise(signal));
  }

  private void stop() {
    Session session = running;
    if (session != null) {
      session.stop();
    }
  }

  private void converse(Session session) throws IOException {
    running = session;
    var commands = new SlashCommands();
    screen.note(session.loaded().description());
    screen.note(
        (session.writes() ? "Type a beginning" : "Type a line")
            + " and press Enter. /help lists the commands, Ctrl-D leaves.");
    try (var status = new StatusLine(terminal, session)) {
      LineReader reader = Readers.forSession(terminal, session, commands, status);
      while (!session.isOver()) {
        status.update();
        String lines;
        try {
          lines = reader.readLine(session.screen().style().accent(PROMPT));
        } catch (UserInterruptException lineCleared) {
          continue;
        } catch (EndOfFileException endOfInput) {
          return;
        }
        carryOut(lines, session, commands);
      }
    }
  }

  /** Carries out a line; errors do not end the session. */
  private void carryOut(String lines, Session session, SlashCommands commands) {
    try {
      commands.run(session, WORDS.getOrDefault(lines.strip(), lines));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      screen.error(Failure.of(e).line());
    }
  }
}
