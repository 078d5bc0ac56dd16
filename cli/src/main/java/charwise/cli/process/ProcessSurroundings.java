package charwise.cli.process;

import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The surroundings of this process. */
public final class ProcessSurroundings {
  private static final int USUAL_COLUMNS = 80;

  private ProcessSurroundings() {}

  public static Surroundings find() {
    var terminal =
        new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), ProcessSurroundings::columns);
    return new Surroundings(
        terminal, System.getenv(), Path.of(""), new ProcessSignals(), beginning());
  }

  /** When the process was started, as far as the system tells. */
  private static long beginning() {
    long now = System.nanoTime();
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> now - Math.max(0, Duration.between(start, Instant.now()).toNanos()))
        .orElse(now);
  }

  /**
   * Whether a standard stream (0, 1 or 2) is a terminal. The launcher knows, and lists their
   * numbers in the property {@code charwise.terminals}, as in {@code 02}.
   */
  private static boolean isTerminal(int number) {
    return System.getProperty("charwise.terminals", "").contains(Integer.toString(number));
  }

  /** The width of the terminal, as {@code stty} prints it. */
  private static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int columns = Integer.parseInt(size.strip().replaceFirst("^[0-9]+ ", ""));
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException noSize) {
      return USUAL_COLUMNS;
    }
  }
}
