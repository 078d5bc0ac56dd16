package charwise.cli.console;

import java.util.function.IntSupplier;

/**
 * Which of the standard streams are a terminal, and how wide it is.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param columns the window's width now, in characters; asked for again when it may have changed
 */
public record Terminal(boolean input, boolean output, boolean error, IntSupplier columns) {
  private static final int USUAL_COLUMNS = 80;

  /** No stream is a terminal. */
  public static Terminal none() {
    return new Terminal(false, false, false, () -> USUAL_COLUMNS);
  }
}
