package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --threads}, of the commands that share their work out. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Threads to compute with. Default: one for each core.")
  private @Nullable Long threads;

  /** How many. */
  public int count() {
    return threads != null ? threads.intValue() : Runtime.getRuntime().availableProcessors();
  }
}
