package charwise.cli.bench;

import charwise.cli.option.WeightsOption;
import charwise.cli.option.WholeNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How many texts are generated side by side, and with which weights. */
final class StreamCount {
  @Option(
      names = "--streams",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      description = "Texts side by side. Default: 1.")
  private @Nullable Long streams;

  @ArgGroup(validate = false)
  private WeightsOption weights = new WeightsOption();

  int streams() {
    return streams != null ? streams.intValue() : 1;
  }

  WeightsOption.Format weights() {
    return weights.format();
  }

  /** An option that was given, or null. */
  @Nullable String given() {
    if (streams != null) {
      return "--streams";
    }
    return weights.given() ? "--weights" : null;
  }
}
