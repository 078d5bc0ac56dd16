package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.output.CsvFile;
import charwise.engine.comparison.Factor;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of the CSV file of {@code --curve}: one for each evaluation of each run.
 *
 * @param items whether they are of items, not of a text
 */
record CurveRows(boolean items) {
  /** The columns of an evaluation. */
  private static final Pattern OF_A_POINT =
      Pattern.compile("step|seconds|chars|(train|validation)_.*");

  List<String> header() {
    List<String> header = new ArrayList<>();
    (items ? Stream.of(Factor.values()) : Stream.of(Factor.CELL, Factor.LAYERS))
        .map(Factor::key)
        .forEach(header::add);
    header.addAll(List.of("hidden_size", "parameters", "seed", "step", "seconds", "chars"));
    header.addAll(
        items
            ? List.of("train_nats", "validation_nats", "validation_metric")
            : List.of(
                "train_nats_per_char",
                "validation_nats_per_char",
                "validation_bits_per_char",
                Factor.RESIDUAL.key()));
    return header;
  }

  List<List<Object>> rows(RunResult result) {
    List<List<Object>> rows = new ArrayList<>();
    for (RunResult.Point point : result.curve()) {
      rows.add(header().stream().map(column -> value(column, result, point)).toList());
    }
    return rows;
  }

  private static Object value(String column, RunResult result, RunResult.Point point) {
    return switch (column) {
      case "step" -> point.step();
      case "seconds" -> NumberText.exact(point.seconds());
      case "chars" -> point.characters();
      case "train_nats", "train_nats_per_char" -> NumberText.exact(point.trainNats());
      case "validation_nats", "validation_nats_per_char" ->
          NumberText.exact(point.validationNats());
      case "validation_bits_per_char" -> NumberText.exact(point.validationNats() / Loss.LN_2);
      case "validation_metric" -> NumberText.exact(point.metric());
      default -> key(column, result);
    };
  }

  /** The value of a column that says which run it is. */
  private static String key(String column, RunResult result) {
    Shape shape = result.run().shape();
    return switch (column) {
      case "hidden_size" -> String.valueOf(shape.hiddenSize());
      case "parameters" -> String.valueOf(shape.parameters());
      case "seed" -> String.valueOf(result.run().seed());
      default -> Factor.valueOf(column.toUpperCase(Locale.ROOT)).value(shape.variant());
    };
  }

  /** The columns that say which run it is. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>(header());
    keys.removeIf(column -> OF_A_POINT.matcher(column).matches());
    return keys;
  }

  /** The same runs with their curves from a file; a run that the file lacks keeps its curve. */
  List<RunResult> withCurves(String name, Path file, List<RunResult> runs) throws IOException {
    CsvFile.Content content = CsvFile.read(file);
    if (content.header().isEmpty()) {
      return runs;
    }
    if (!content.header().equals(header())) {
      throw RunRows.disagreement(name, "its columns are not " + String.join(",", header()));
    }
    Map<List<String>, List<RunResult.Point>> curves = new LinkedHashMap<>();
    try {
      for (CSVRecord row : content.rows()) {
        List<String> run = keys().stream().map(row::get).toList();
        curves.computeIfAbsent(run, key -> new ArrayList<>()).add(point(row));
      }
    } catch (IllegalArgumentException damaged) {
      throw RunRows.disagreement(name, "a row is damaged");
    }
    return runs.stream()
        .map(run -> run.withCurve(curves.getOrDefault(key(run), run.curve())))
        .toList();
  }

  private List<String> key(RunResult run) {
    return keys().stream().map(column -> key(column, run)).toList();
  }

  private RunResult.Point point(CSVRecord row) {
    String unit = items ? "" : "_per_char";
    double validation = Double.parseDouble(row.get("validation_nats" + unit));
    return new RunResult.Point(
        Long.parseLong(row.get("step")),
        Double.parseDouble(row.get("seconds")),
        Long.parseLong(row.get("chars")),
        Double.parseDouble(row.get("train_nats" + unit)),
        validation,
        items ? Double.parseDouble(row.get("validation_metric")) : validation);
  }
}
