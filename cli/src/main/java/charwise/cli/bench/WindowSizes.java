package charwise.cli.bench;

import charwise.cli.option.WholeNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The windows that are trained on. */
final class WindowSizes {
  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = WholeNumber.Size.class,
      description = "Streams side by side. Default: 32.")
  private @Nullable Long batchSize;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      converter = WholeNumber.Size.class,
      description = "Characters of each stream in a step. Default: 128.")
  private @Nullable Long timeSteps;

  int batchSize() {
    return batchSize != null ? batchSize.intValue() : 32;
  }

  int timeSteps() {
    return timeSteps != null ? timeSteps.intValue() : 128;
  }

  /** An option that was given, or null. */
  @Nullable String given() {
    if (batchSize != null) {
      return "--batch";
    }
    if (timeSteps != null) {
      return "--bptt";
    }
    return null;
  }
}
