package charwise.cli.console;

import java.nio.file.Path;
import java.util.Map;

/** The surroundings of a run besides its streams. Relative paths are relative to {@code folder}. */
public record Surroundings(
    Terminal terminal, Map<String, String> environment, Path folder, SignalSource signals) {

  /** No terminal, no variables, no signals; paths are relative to {@code folder}. */
  public static Surroundings plain(Path folder) {
    return new Surroundings(Terminal.none(), Map.of(), folder, SignalSource.none());
  }
}
