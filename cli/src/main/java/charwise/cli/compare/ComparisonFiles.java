package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.output.AuxiliaryFile;
import charwise.cli.output.CsvFile;
import charwise.engine.comparison.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files of a comparison: its runs ({@code --csv}) and their curves ({@code --curve}). */
final class ComparisonFiles implements AutoCloseable {
  private final RunRows runRows;
  private final CurveRows curveRows;
  private final @Nullable CsvFile runs;
  private final @Nullable CsvFile curves;
  private final AuxiliaryFile writtenRuns;
  private final AuxiliaryFile writtenCurves;

  private ComparisonFiles(
      MeasureOptions measures,
      ComparisonData data,
      List<RunResult> done,
      Console console,
      Consumer<String> note)
      throws IOException {
    runRows = new RunRows(data);
    curveRows = new CurveRows(data.isItems());
    writtenRuns = new AuxiliaryFile(String.valueOf(measures.csv), note);
    writtenCurves = new AuxiliaryFile(String.valueOf(measures.curve), note);
    runs = runs(measures.csv, runRows, done, console);
    try {
      curves = curves(measures.curve, curveRows, done, console);
    } catch (IOException | RuntimeException e) {
      if (runs != null) {
        runs.close();
      }
      throw e;
    }
  }

  /**
   * Opens the files that are asked for.
   *
   * @param done the runs that are done already
   * @param note is told when a file fails
   */
  static ComparisonFiles open(
      MeasureOptions measures,
      ComparisonData data,
      List<RunResult> done,
      Console console,
      Consumer<String> note)
      throws IOException {
    return new ComparisonFiles(measures, data, done, console, note);
  }

  /**
   * The runs that {@code --resume} finds in the file of runs, with their curves if those were kept.
   */
  static List<RunResult> done(MeasureOptions measures, ComparisonData data, Console console)
      throws IOException {
    Path csv = measures.csv;
    if (!measures.resume || csv == null) {
      return List.of();
    }
    List<RunResult> done = new RunRows(data).read(csv.toString(), console.resolve(csv));
    if (done.isEmpty()) {
      console.note("nothing to resume: " + csv + "; starting afresh");
    }
    Path curve = measures.curve;
    return curve == null
        ? done
        : new CurveRows(data.isItems()).withCurves(curve.toString(), console.resolve(curve), done);
  }

  private static @Nullable CsvFile runs(
      @Nullable Path csv, RunRows rows, List<RunResult> done, Console console) throws IOException {
    if (csv == null) {
      return null;
    }
    Path file = console.resolve(csv);
    return done.isEmpty()
        ? CsvFile.create(csv.toString(), file, rows.header())
        : CsvFile.append(csv.toString(), file, Integer.MAX_VALUE);
  }

  /** A new file in place of whatever is there, with the curves of what is done already. */
  private static @Nullable CsvFile curves(
      @Nullable Path curve, CurveRows rows, List<RunResult> done, Console console)
      throws IOException {
    if (curve == null) {
      return null;
    }
    CsvFile file = CsvFile.create(curve.toString(), console.resolve(curve), rows.header());
    for (RunResult result : done) {
      file.addAll(rows.rows(result));
    }
    return file;
  }

  /** Adds a run that is done. */
  void add(RunResult result) {
    if (curves != null) {
      writtenCurves.attempt(() -> curves.addAll(curveRows.rows(result)));
    }
    if (runs != null) {
      writtenRuns.attempt(() -> runs.add(runRows.row(result)));
    }
  }

  /** See {@link AuxiliaryFile#check}. */
  void check() {
    writtenRuns.check();
    writtenCurves.check();
  }

  /** See {@link AuxiliaryFile#tell}. */
  void tell(Console console) {
    writtenRuns.tell(console);
    writtenCurves.tell(console);
  }

  @Override
  public void close() throws IOException {
    try {
      if (curves != null) {
        curves.close();
      }
    } finally {
      if (runs != null) {
        runs.close();
      }
    }
  }
}
