package charwise.cli.console;

import java.nio.file.Path;
import java.util.Map;

/**
 * The surroundings of a run besides its streams.
 *
 * @param terminal the terminal behind the streams
 * @param environment the environment variables
 * @param folder what relative paths are relative to
 * @param signals tells when to stop
 */
public record Surroundings(
    Terminal terminal, Map<String, String> environment, Path folder, SignalSource signals) {

  /** No terminal, no variables, no signals; paths are relative to {@code folder}. */
  public static Surroundings plain(Path folder) {
    return new Surroundings(Terminal.none(), Map.of(), folder, SignalSource.none());
  }
}
