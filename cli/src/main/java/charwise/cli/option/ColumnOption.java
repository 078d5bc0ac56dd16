package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --column}, for the commands that read tables, too. */
public final class ColumnOption {
  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "Read this column of a table or field of JSON Lines, each record as a line. Tables are"
              + " CSV with a header, or TSV if the file's name ends with .tsv; a text that begins"
              + " with { is JSON Lines. A line break within a value becomes a space.")
  private @Nullable String column;

  /** The name of the column; null to read the text as it is. */
  public @Nullable String name() {
    return column;
  }
}
