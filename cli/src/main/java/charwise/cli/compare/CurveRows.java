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

/** The rows of the CSV file of {@code --curve}: one for each evaluation of each run. */
final class CurveRows {
  static final List<String> HEADER =
      List.of(
          "cell", "layers", "hidden_size", "parameters", "seed", "step", "seconds", "chars",
          "train_nats_per_char", "validation_nats_per_char", "validation_bits_per_char");

  private CurveRows() {}

  static List<List<Object>> rows(RunResult result) {
    List<List<Object>> rows = new ArrayList<>();
    for (RunResult.Point point : result.curve()) {
      List<Object> row = new ArrayList<>(key(result));
      row.add(point.step());
      row.add(NumberText.exact(point.seconds()));
      row.add(point.characters());
      row.add(NumberText.exact(point.trainNats()));
      row.add(NumberText.exact(point.validationNats()));
      row.add(NumberText.exact(point.validationNats() / Loss.LN_2));
      rows.add(row);
    }
    return rows;
  }

  /** The same runs with their curves from a file; a run that the file lacks keeps its curve. */
  static List<RunResult> withCurves(String name, Path file, List<RunResult> runs)
      throws IOException {
    CsvFile.Content content = CsvFile.read(file);
    if (content.header().isEmpty()) {
      return runs;
    }
    if (!content.header().equals(HEADER)) {
      throw RunRows.disagreement(name, "its columns are not " + String.join(",", HEADER));
    }
    Map<List<String>, List<RunResult.Point>> curves = new LinkedHashMap<>();
    try {
      for (CSVRecord row : content.rows()) {
        List<String> run = row.toList().subList(0, 5);
        curves.computeIfAbsent(run, key -> new ArrayList<>()).add(point(row));
      }
    } catch (IllegalArgumentException damaged) {
      throw RunRows.disagreement(name, "a row is damaged");
    }
    return runs.stream().map(run -> withCurve(run, curves)).toList();
  }

  private static RunResult withCurve(
      RunResult run, Map<List<String>, List<RunResult.Point>> curves) {
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

  /** The columns that say which run it is. */
  private static List<String> key(RunResult result) {
    var model = result.run().model();
    return List.of(
        model.cell().label(),
        String.valueOf(model.layerCount()),
        String.valueOf(model.hiddenSize()),
        String.valueOf(result.run().parameters()),
        String.valueOf(result.run().seed()));
  }
}
