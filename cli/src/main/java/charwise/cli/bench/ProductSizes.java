package charwise.cli.bench;

import charwise.cli.option.WholeNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The matrices that are multiplied. */
final class ProductSizes {
  @Option(
      names = "--rows",
      paramLabel = "M",
      converter = WholeNumber.Size.class,
      description = "Rows: streams of a step. Default: 32.")
  private @Nullable Long rows;

  @Option(
      names = "--depth",
      paramLabel = "K",
      converter = WholeNumber.Size.class,
      description = "Inputs of the layer. Default: 256.")
  private @Nullable Long depth;

  @Option(
      names = "--columns",
      paramLabel = "N",
      converter = WholeNumber.Size.class,
      description = "Outputs of the layer. Default: 1024.")
  private @Nullable Long columns;

  int rows() {
    return rows != null ? rows.intValue() : 32;
  }

  int depth() {
    return depth != null ? depth.intValue() : 256;
  }

  int columns() {
    return columns != null ? columns.intValue() : 1024;
  }

  /** An option that was given, or null. */
  @Nullable String given() {
    if (rows != null) {
      return "--rows";
    }
    if (depth != null) {
      return "--depth";
    }
    if (columns != null) {
      return "--columns";
    }
    return null;
  }
}
