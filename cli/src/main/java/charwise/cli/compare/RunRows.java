package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.output.CsvFile;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.ParameterCount;
import charwise.engine.comparison.RunResult;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** The rows of the CSV file of {@code --csv}: one for each run that is done. */
final class RunRows {
  private RunRows() {}

  /** The columns; the last ones depend on the measure and its lags. */
  static List<String> header(ComparisonTask task) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "cell", "layers", "hidden_size", "parameters", "seed", "steps", "seconds",
                "chars_per_second", "validation_nats_per_char", "validation_bits_per_char",
                "best_step", "gradient_horizon"));
    task.lags().forEach(lag -> header.add(task.measureName() + "_" + lag));
    return header;
  }

  /** The values of a run by column. */
  static Map<String, Object> values(RunResult result, ComparisonTask task) {
    ComparedRun run = result.run();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("cell", run.model().cell().label());
    values.put("layers", (long) run.model().layerCount());
    values.put("hidden_size", (long) run.model().hiddenSize());
    values.put("parameters", run.parameters());
    values.put("seed", run.seed());
    values.put("steps", run.steps());
    values.put("seconds", result.seconds());
    values.put("chars_per_second", result.charactersPerSecond());
    values.put("validation_nats_per_char", result.validationNats());
    values.put("validation_bits_per_char", result.validationBits());
    values.put("best_step", result.bestStep());
    values.put("gradient_horizon", (long) result.gradientHorizon());
    for (int i = 0; i < task.lags().size(); i++) {
      values.put(task.measureName() + "_" + task.lags().get(i), result.byLag().get(i));
    }
    return values;
  }

  static List<Object> row(RunResult result, ComparisonTask task) {
    return values(result, task).values().stream()
        .map(value -> value instanceof Double number ? NumberText.exact(number) : value)
        .toList();
  }

  /**
   * The runs of a file; none where there is no file. A row that is not complete does not count.
   *
   * @throws UserException if the file is not of this comparison
   */
  static List<RunResult> read(String name, Path file, ComparisonTask task) throws IOException {
    CsvFile.Content content = CsvFile.read(file);
    if (content.header().isEmpty()) {
      return List.of();
    }
    if (!content.header().equals(header(task))) {
      throw disagreement(name, "its columns are not " + String.join(",", header(task)));
    }
    return content.rows().stream().map(row -> result(name, row, task)).toList();
  }

  private static RunResult result(String name, CSVRecord row, ComparisonTask task) {
    try {
      LanguageModelConfig model =
          new LanguageModelConfig(
              CellType.of(row.get("cell")),
              task.text().train().vocabulary().size(),
              Integer.parseInt(row.get("hidden_size")),
              Integer.parseInt(row.get("layers")),
              Integer.parseInt(row.get("layers")) > 1);
      if (ParameterCount.of(model) != Long.parseLong(row.get("parameters"))) {
        throw disagreement(
            name, "row " + row.getRecordNumber() + " is of a text with another vocabulary");
      }
      List<Double> byLag = new ArrayList<>();
      for (int lag : task.lags()) {
        byLag.add(Double.valueOf(row.get(task.measureName() + "_" + lag)));
      }
      return new RunResult(
          new ComparedRun(model, Long.parseLong(row.get("seed")), Long.parseLong(row.get("steps"))),
          Double.parseDouble(row.get("seconds")),
          Double.parseDouble(row.get("chars_per_second")),
          Double.parseDouble(row.get("validation_nats_per_char")),
          Long.parseLong(row.get("best_step")),
          Integer.parseInt(row.get("gradient_horizon")),
          byLag,
          List.of());
    } catch (IllegalArgumentException e) {
      throw disagreement(name, "row " + row.getRecordNumber() + " is damaged");
    }
  }

  /** The error that a file belongs to another comparison. */
  static UserException disagreement(String name, String why) {
    return UserException.usage(
        "not the runs of this comparison, " + why,
        name,
        "give the options that began it, or start afresh without --resume");
  }
}
