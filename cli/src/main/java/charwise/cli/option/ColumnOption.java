package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --column}, for the commands that also read tables. */
public final class ColumnOption {
  @Option(
      names = "--column",
      paramLabel = "COL",
      description =
          "Read this column of a table or field of JSON Lines, each record as a line: a name in a"
              + " table whose first line names its columns, a field, or a number, from 1, in a"
              + " table without names. Without --format a text that begins with { is JSON Lines, a"
              + " file whose name ends with .tsv is TSV, and all else CSV. A line break within a"
              + " value becomes a space.")
  private @Nullable String column;

  /** The column as it was asked for; null to read the text as it is. */
  public @Nullable String name() {
    return column;
  }
}
