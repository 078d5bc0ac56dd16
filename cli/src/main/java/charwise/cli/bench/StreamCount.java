package charwise.cli.bench;

import charwise.cli.option.WholeNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many texts are generated side by side. */
final class StreamCount {
  @Option(
      names = "--streams",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Texts side by side. Default: 1.")
  private @Nullable Long streams;

  int streams() {
    return streams != null ? streams.intValue() : 1;
  }

  /** An option that was given, or null. */
  @Nullable String given() {
    if (streams != null) {
      return "--streams";
    }
    return null;
  }
}
