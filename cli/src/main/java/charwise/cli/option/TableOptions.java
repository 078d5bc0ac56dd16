package charwise.cli.option;

import charwise.cli.input.ColumnChoice;
import charwise.cli.input.TableFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code --column}, and how the tables are written that have it. */
public final class TableOptions {
  @ArgGroup(validate = false)
  private ColumnOption column = new ColumnOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How the records of --column are written: ${COMPLETION-CANDIDATES}; of use for standard"
              + " input, which has no name to tell it by.")
  private @Nullable TableFormat format;

  @ArgGroup(validate = false)
  private DelimiterOption delimiter = new DelimiterOption();

  /** The column to read; null for the text as it is. */
  public @Nullable ColumnChoice column() {
    return column.name() == null
        ? null
        : new ColumnChoice(column.name(), format, delimiter.character());
  }
}
