package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.output.CsvFile;
import charwise.engine.comparison.RunResult;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** The CSV file of {@code --curve}: a row for each evaluation of the runs that are done. */
final class CurveFile implements AutoCloseable {
  private static final List<String> HEADER =
      List.of(
          "cell", "layers", "hidden_size", "parameters", "seed", "step", "seconds", "chars",
          "train_nats_per_char", "validation_nats_per_char", "validation_bits_per_char");
  private final CsvFile file;

  private CurveFile(CsvFile file) {
    this.file = file;
  }

  /** A new file in place of whatever is there, with the curves of what is done already. */
  static CurveFile create(String name, Path file, List<RunResult> done) throws IOException {
    CurveFile created = new CurveFile(CsvFile.create(name, file, HEADER));
    for (RunResult result : done) {
      created.add(result);
    }
    return created;
  }

  /**
   * The same runs with their curves from a file; those that it lacks keep what they have.
   *
   * @throws charwise.cli.console.UserException if the file is something else
   */
  static List<RunResult> withCurves(String name, Path file, List<RunResult> runs)
      throws IOException {
    CsvFile.Content content = CsvFile.read(file);
    if (content.header().isEmpty()) {
      return runs;
    }
    if (!content.header().equals(HEADER)) {
      throw RunFile.disagreement(name, "its columns are not " + String.join(",", HEADER));
    }
    Map<String, List<RunResult.Point>> curves = new LinkedHashMap<>();
    try {
      for (CSVRecord row : content.rows()) {
        String run = String.join(",", List.of(row.values()).subList(0, 5));
        curves.computeIfAbsent(run, key -> new ArrayList<>()).add(point(row));
      }
    } catch (IllegalArgumentException damaged) {
      throw RunFile.disagreement(name, "a row is damaged");
    }
    return runs.stream().map(run -> withCurve(run, curves)).toList();
  }

  private static RunResult withCurve(RunResult run, Map<String, List<RunResult.Point>> curves) {
    return new RunResult(
        run.run(),
        run.seconds(),
        run.charactersPerSecond(),
        run.validationNats(),
        run.bestStep(),
        run.gradientHorizon(),
        run.byLag(),
        curves.getOrDefault(key(run), run.curve()));
  }

  private static RunResult.Point point(CSVRecord row) {
    return new RunResult.Point(
        Long.parseLong(row.get("step")),
        Double.parseDouble(row.get("seconds")),
        Long.parseLong(row.get("chars")),
        Double.parseDouble(row.get("train_nats_per_char")),
        Double.parseDouble(row.get("validation_nats_per_char")));
  }

  private static List<Object> run(RunResult result) {
    var model = result.run().model();
    return List.of(
        model.cell().label(),
        model.layerCount(),
        model.hiddenSize(),
        result.run().parameters(),
        result.run().seed());
  }

  private static String key(RunResult result) {
    return String.join(",", run(result).stream().map(String::valueOf).toList());
  }

  /** Adds the evaluations of a run. */
  void add(RunResult result) throws IOException {
    for (RunResult.Point point : result.curve()) {
      List<Object> row = new ArrayList<>(run(result));
      row.add(point.step());
      row.add(NumberText.exact(point.seconds()));
      row.add(point.characters());
      row.add(NumberText.exact(point.trainNats()));
      row.add(NumberText.exact(point.validationNats()));
      row.add(NumberText.exact(point.validationNats() / Loss.LN_2));
      file.add(row);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
