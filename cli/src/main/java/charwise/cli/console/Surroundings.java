package charwise.cli.console;

import java.nio.file.Path;
import java.util.Map;

/**
 * The surroundings of a run besides its streams. Relative paths are relative to {@code folder}.
 *
 * @param beginning when the program was called, by {@link System#nanoTime}
 */
public record Surroundings(
    Terminal terminal,
    Map<String, String> environment,
    Path folder,
    SignalSource signals,
    long beginning) {
  /** The surroundings of a run that begins now. */
  public Surroundings(
      Terminal terminal, Map<String, String> environment, Path folder, SignalSource signals) {
    this(terminal, environment, folder, signals, System.nanoTime());
  }

  /** No terminal, no variables, no signals; paths are relative to {@code folder}. */
  public static Surroundings plain(Path folder) {
    return new Surroundings(Terminal.none(), Map.of(), folder, SignalSource.none());
  }
}
