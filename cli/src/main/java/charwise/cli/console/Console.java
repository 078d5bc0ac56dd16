package charwise.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * All that a command may touch outside of the program: its three streams, and their surroundings.
 * Tests provide their own.
 *
 * @param err standard error, for what is more than a {@link #note} or an {@link #error}
 * @param reading how texts are read
 * @param quiet whether the user wants errors only
 */
public record Console(
    InputStream in,
    ResultStream out,
    PrintStream err,
    Surroundings surroundings,
    Reading reading,
    boolean quiet,
    ColorMode color) {
  /** A console on the given streams, before {@code --quiet} and {@code --color} are known. */
  public Console(InputStream in, OutputStream out, OutputStream err, Surroundings surroundings) {
    this(
        in,
        new ResultStream(out),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        surroundings,
        Reading.USUAL,
        false,
        ColorMode.AUTO);
  }

  /** This console with {@code --quiet} and {@code --color}. */
  public Console with(boolean quiet, ColorMode color) {
    return new Console(in, out, err, surroundings, reading, quiet, color);
  }

  /** This console for a command that reads texts in this way. */
  public Console reading(Reading how) {
    return new Console(in, out, err, surroundings, how, quiet, color);
  }

  public Terminal terminal() {
    return surroundings.terminal();
  }

  public SignalSource signals() {
    return surroundings.signals();
  }

  /** Where files lie that are of no use after the command: {@code TMPDIR}, or the system's own. */
  public Path temporaryFolder() {
    String named = surroundings.environment().getOrDefault("TMPDIR", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : resolve(Path.of(named));
  }

  /** When the program was called, by {@link System#nanoTime}. */
  public long beginning() {
    return surroundings.beginning();
  }

  /** The style of standard error. */
  public Style errorStyle() {
    return style(terminal().error());
  }

  /** The style of standard output. */
  public Style outputStyle() {
    return style(terminal().output());
  }

  private Style style(boolean onTerminal) {
    return new Style(color.applies(onTerminal, surroundings.environment()));
  }

  /** Whether standard error is a terminal on which lines can be drawn over. */
  public boolean redraws() {
    return terminal().error()
        && !surroundings.environment().getOrDefault("TERM", "").equals("dumb");
  }

  /** Prints {@code line} on standard error, unless quiet. */
  public void note(String line) {
    if (!quiet) {
      err.print(VisibleText.line(line) + "\n");
      err.flush();
    }
  }

  /** Prints an error on standard error, always on one line. */
  public void error(String message) {
    err.print(errorStyle().error("charwise:") + " " + VisibleText.line(message) + "\n");
    err.flush();
  }

  /** An environment variable; empty if it is not set. */
  public String variable(String name) {
    return surroundings.environment().getOrDefault(name, "");
  }

  /** Whether standard input, no terminal, has something in it that nobody has asked for. */
  public boolean hasInput() {
    if (terminal().input()) {
      return false;
    }
    try {
      return in instanceof WaitingInput waiting ? waiting.isWaiting() : in.available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }

  /** The file for a path that the user typed. */
  public Path resolve(Path path) {
    return surroundings.folder().resolve(path);
  }

  /** The file for a name that the user typed. */
  public Path resolve(String name) {
    return surroundings.folder().resolve(name);
  }
}
