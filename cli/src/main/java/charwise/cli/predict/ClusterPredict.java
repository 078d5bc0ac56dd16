package charwise.cli.predict;

import charwise.cli.cluster.RowOptions;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.NumberText;
import charwise.engine.cluster.Cluster;
import charwise.engine.cluster.Cluster.RowFormat;
import charwise.engine.cluster.LineJob;
import charwise.engine.registry.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers the lines of files on a cluster.
 *
 * @param top how many answers to print, those to the first lines; null to write all
 */
record ClusterPredict(RowOptions rows, @Nullable Long top, Console console, Cluster cluster) {
  /**
   * Does it.
   *
   * @param files as they were typed, for a cluster knows other names than a file system
   * @param asked how lines are answered
   */
  ExitCode run(Path model, List<String> files, PredictWork asked) throws IOException {
    Path file = console.resolve(model);
    asked.begin(TaskType.read(file), 1).close(); // refuses at once what the model cannot do
    var job = new LineJob(asked.model(), Files.readAllBytes(file), files, asked.column(), asked);
    if (top != null) {
      for (@Nullable Object[] row : cluster.first(job, Math.toIntExact(top))) {
        console.out().println(String.valueOf(row[0]));
      }
      return ExitCode.DONE;
    }
    String folder = Objects.requireNonNull(rows.output);
    long count = cluster.write(job, asked.form(), folder);
    console.note("wrote " + NumberText.counted(count, "row") + " into " + folder);
    return ExitCode.DONE;
  }

  /** The form of the rows: as lines where they are printed. */
  static RowFormat form(RowOptions rows) {
    return rows.output == null ? RowFormat.LINES : rows.format();
  }
}
