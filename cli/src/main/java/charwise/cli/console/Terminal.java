package charwise.cli.console;

import java.util.function.IntSupplier;

/**
 * Which of the standard streams are a terminal, and how wide it is at the moment, in characters.
 */
public record Terminal(boolean input, boolean output, boolean error, IntSupplier columns) {
  private static final int USUAL_COLUMNS = 80;

  /** No stream is a terminal. */
  public static Terminal none() {
    return new Terminal(false, false, false, () -> USUAL_COLUMNS);
  }
}
