package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --threads}, for the commands that compute in parallel. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Threads to compute with. Default: one for each core.")
  private @Nullable Long threads;

  public int count() {
    return threads != null ? threads.intValue() : Runtime.getRuntime().availableProcessors();
  }
}
