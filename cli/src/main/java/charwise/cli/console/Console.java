package charwise.cli.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Everything outside the program that a command may touch: its three streams, and what surrounds
 * them. Tests give it streams and surroundings of their own.
 */
public final class Console {
  private final InputStream in;
  private final ResultStream out;
  private final PrintStream err;
  private final Surroundings surroundings;
  private final boolean quiet;
  private final ColorMode color;

  /** A console on the given streams, neither quiet nor told about colour. */
  public Console(InputStream in, OutputStream out, OutputStream err, Surroundings surroundings) {
    this(
        in,
        new ResultStream(out),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        surroundings,
        false,
        ColorMode.AUTO);
  }

  private Console(
      InputStream in,
      ResultStream out,
      PrintStream err,
      Surroundings surroundings,
      boolean quiet,
      ColorMode color) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
    this.quiet = quiet;
    this.color = color;
  }

  /** This console as the user asked for it with {@code --quiet} and {@code --color}. */
  public Console with(boolean quiet, ColorMode color) {
    return new Console(in, out, err, surroundings, quiet, color);
  }

  public InputStream in() {
    return in;
  }

  public ResultStream out() {
    return out;
  }

  /** Standard error, for what {@link #note} and {@link #error} can't say. */
  public PrintStream err() {
    return err;
  }

  public Terminal terminal() {
    return surroundings.terminal();
  }

  public SignalSource signals() {
    return surroundings.signals();
  }

  /** Whether only errors may be said. */
  public boolean quiet() {
    return quiet;
  }

  /** How to emphasize words on standard error. */
  public Style errorStyle() {
    return style(terminal().error());
  }

  /** How to emphasize words on standard output. */
  public Style outputStyle() {
    return style(terminal().output());
  }

  private Style style(boolean onTerminal) {
    return new Style(color.applies(onTerminal, surroundings.environment()));
  }

  /** Whether standard error is a terminal on which a line can be drawn over. */
  public boolean redraws() {
    return terminal().error()
        && !surroundings.environment().getOrDefault("TERM", "").equals("dumb");
  }

  /** Says {@code line} on standard error, unless quiet. */
  public void note(String line) {
    if (!quiet) {
      err.print(VisibleText.line(line) + "\n");
      err.flush();
    }
  }

  /** Says {@code message} on standard error as charwise's own, on one line whatever it holds. */
  public void error(String message) {
    err.print(errorStyle().error("charwise:") + " " + VisibleText.line(message) + "\n");
    err.flush();
  }

  /** The environment variable of that name; empty if it is not set. */
  public String variable(String name) {
    return surroundings.environment().getOrDefault(name, "");
  }

  /** The file that {@code path}, as the user typed it, stands for. */
  public Path resolve(Path path) {
    return surroundings.folder().resolve(path);
  }

  /** The file that {@code name}, as the user typed it, stands for. */
  public Path resolve(String name) {
    return surroundings.folder().resolve(name);
  }
}
