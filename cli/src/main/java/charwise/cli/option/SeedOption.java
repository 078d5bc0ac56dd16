package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --seed}, for the commands that choose at random. */
public final class SeedOption {
  private static final long USUAL_SEED = 42;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = WholeNumber.Any.class,
      description =
          "Start of every random choice. The same command with the same seed gives the same result"
              + " to the bit, on any machine, with any number of threads. Default: 42.")
  private @Nullable Long seed;

  /** The seed that was given, or the default. */
  public long seed() {
    return seed != null ? seed : USUAL_SEED;
  }

  public boolean given() {
    return seed != null;
  }
}
