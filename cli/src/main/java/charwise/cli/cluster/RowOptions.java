package charwise.cli.cluster;

import charwise.cli.console.UserException;
import charwise.engine.cluster.Cluster.RowFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a cluster does with the rows that it makes. */
public final class RowOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description =
          "With --spark: write the rows into this new folder, where all machines see it, as CSV if"
              + " its name ends in .csv, as JSON Lines if in .jsonl, else as Parquet.")
  public @Nullable String output;

  @Option(
      names = "--keep-going",
      description =
          "With --spark: give a line that cannot be read a row with the column error, instead of"
              + " failing. A damaged table fails all the same.")
  public boolean keepGoing;

  /** The form that the folder's name asks for. */
  public RowFormat format() {
    String name = String.valueOf(output).toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    return name.endsWith(".csv")
        ? RowFormat.CSV
        : name.endsWith(".jsonl") || name.endsWith(".json") ? RowFormat.LINES : RowFormat.PARQUET;
  }

  /** Refuses these options without a cluster. */
  public void refuseAlone() {
    if (output != null || keepGoing) {
      throw UserException.usage(
          "for work on a cluster only",
          output != null ? "--output" : "--keep-going",
          "add --spark, or leave it out");
    }
  }
}
