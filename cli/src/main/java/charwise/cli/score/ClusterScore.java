package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.ModelArgument;
import charwise.cli.score.RowPrinter.Column;
import charwise.cli.score.ScoreOptions.ResetPoint;
import charwise.engine.cluster.Cluster;
import charwise.engine.cluster.Cluster.RowFormat;
import charwise.engine.cluster.LineJob;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores the lines of files on a cluster.
 *
 * @param files as they were typed, for a cluster knows other names than a file system
 */
record ClusterScore(ScoreOptions options, List<String> files, Console console, Cluster cluster) {
  ExitCode run() throws IOException {
    Path named = Objects.requireNonNull(options.model);
    Path file = console.resolve(named);
    SavedModel saved = ModelArgument.language(file);
    if (ScoreRun.reset(saved, options.reset) != ResetPoint.LINE) {
      throw UserException.usage(
          "a cluster scores lines, each from a fresh state, and this model reads whole texts",
          named.toString(),
          "add --reset line, or train with --items line");
    }
    ScoreRun.condition(saved, ResetPoint.LINE, options.condition, named.toString());
    var table = options.table.column();
    String column = table == null ? null : table.column();
    List<Column> fields = CostReport.columns(true, saved.conditions(), false, 0);
    RowFormat format = options.rows.output == null ? null : options.rows.format();
    var work =
        new ScoreWork(
            named.toString(),
            fields,
            column,
            options.condition,
            options.mask,
            options.threshold,
            options.rows.keepGoing,
            format);
    var job = new LineJob(named.toString(), Files.readAllBytes(file), files, column, work);
    boolean any = format == null ? print(job, fields) : write(job, format);
    return any && options.threshold != null ? ExitCode.ABOVE_THRESHOLD : ExitCode.DONE;
  }

  private boolean write(LineJob job, RowFormat format) throws IOException {
    String folder = Objects.requireNonNull(options.rows.output);
    long rows = cluster.write(job, format, folder);
    console.note("wrote " + NumberText.counted(rows, "row") + " into " + folder);
    return rows > 0;
  }

  private boolean print(LineJob job, List<Column> fields) throws IOException {
    var printer = new RowPrinter(fields, options, console);
    int count = Math.toIntExact(Objects.requireNonNull(options.top));
    List<@Nullable Object[]> rows = cluster.greatest(job, 0, count);
    for (@Nullable Object[] row : rows) {
      printer.add((double) Objects.requireNonNull(row[0]), List.of(row));
    }
    printer.begin();
    printer.close();
    return !rows.isEmpty();
  }
}
