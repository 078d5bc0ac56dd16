package charwise.cli.compare;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.doctor.Version;
import charwise.cli.output.CsvFile;
import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.ComparisonTask;
import charwise.engine.comparison.Factor;
import charwise.engine.comparison.Measurement;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.Variant;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.loss.Loss;
import charwise.engine.network.Directions;
import charwise.engine.task.Metric;
import charwise.engine.task.language.NetworkKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of the CSV file of {@code --csv}: one for each run that is done. The last columns say by
 * which rate, data and version of charwise it was made.
 */
record RunRows(ComparisonData data) {
  private static final String RATE = "learning_rate";
  private static final String DATA = "data";
  private static final String VERSION = "version";

  private ComparisonTask task() {
    return data.task();
  }

  /** The columns; some of them depend on the measure and its lags. */
  List<String> header() {
    List<String> header = new ArrayList<>();
    if (data.isItems()) {
      for (Factor factor : Factor.values()) {
        header.add(factor.key());
      }
    } else {
      header.addAll(List.of("cell", "layers"));
    }
    header.addAll(
        List.of("hidden_size", "parameters", "seed", "steps", "seconds", "chars_per_second"));
    header.addAll(
        data.isItems()
            ? List.of("metric", "test_metric", "validation_metric", "best_step", "steps_to_goal")
            : List.of(
                "validation_nats_per_char",
                "validation_bits_per_char",
                "best_step",
                "gradient_horizon"));
    task().lags().forEach(lag -> header.add(task().measureName() + "_" + lag));
    header.addAll(
        data.isItems()
            ? List.of("validation_nats", "test_nats")
            : List.of("test_nats_per_char", "test_bits_per_char", Factor.RESIDUAL.key()));
    header.addAll(List.of(RATE, DATA, VERSION));
    return header;
  }

  /** The values of a run by column. */
  Map<String, Object> values(RunResult result) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String column : header()) {
      values.put(column, value(column, result));
    }
    return values;
  }

  private Object value(String column, RunResult result) {
    ComparedRun run = result.run();
    Variant variant = run.shape().variant();
    return switch (column) {
      case "layers" -> (long) variant.layers();
      case "hidden_size" -> (long) run.shape().hiddenSize();
      case "parameters" -> run.parameters();
      case "seed" -> run.seed();
      case "steps" -> run.steps();
      case "seconds" -> result.seconds();
      case "chars_per_second" -> result.charactersPerSecond();
      case "metric" -> result.test().metric().name();
      case "test_metric" -> result.test().metric().value();
      case "validation_metric" -> result.validationMetric();
      case "best_step" -> result.bestStep();
      case "steps_to_goal" -> result.stepsToGoal();
      case "gradient_horizon" -> (long) result.test().gradientHorizon();
      case "validation_nats", "validation_nats_per_char" -> result.validationNats();
      case "validation_bits_per_char" -> result.validationBits();
      case "test_nats", "test_nats_per_char" -> result.test().nats();
      case "test_bits_per_char" -> result.testBits();
      case RATE -> result.learningRate();
      case DATA -> fingerprint();
      case VERSION -> Version.number();
      default -> factorOrMeasure(column, result);
    };
  }

  private Object factorOrMeasure(String column, RunResult result) {
    for (Factor factor : Factor.values()) {
      if (factor.key().equals(column)) {
        return factor.value(result.run().shape().variant());
      }
    }
    String lag = column.substring(column.lastIndexOf('_') + 1);
    return result.test().byLag().get(task().lags().indexOf(Integer.valueOf(lag)));
  }

  private String fingerprint() {
    return "%016x".formatted(task().fingerprint());
  }

  /** A row; what is not finite is empty. */
  List<Object> row(RunResult result) {
    return values(result).values().stream()
        .map(
            value ->
                value instanceof Double number
                    ? Double.isFinite(number) ? NumberText.exact(number) : ""
                    : value)
        .toList();
  }

  /**
   * The runs of a file; none where there is no file. A row that is not complete does not count.
   *
   * @throws UserException if the file is not of this comparison
   */
  List<RunResult> read(String name, Path file) throws IOException {
    CsvFile.Content content = CsvFile.read(file);
    if (content.header().isEmpty()) {
      return List.of();
    }
    if (!content.header().equals(header())) {
      throw disagreement(name, "its columns are not " + String.join(",", header()));
    }
    return content.rows().stream().map(row -> result(name, row)).toList();
  }

  private RunResult result(String name, CSVRecord row) {
    try {
      checkOrigin(name, row);
      Variant variant = variant(row);
      Shape shape = task().shape(variant, Integer.parseInt(row.get("hidden_size")));
      if (shape.parameters() != Long.parseLong(row.get("parameters"))) {
        throw new IllegalArgumentException("no such shape");
      }
      List<Double> byLag = new ArrayList<>();
      for (int lag : task().lags()) {
        byLag.add(number(row, task().measureName() + "_" + lag));
      }
      boolean items = data.isItems();
      double testNats = number(row, items ? "test_nats" : "test_nats_per_char");
      double validationNats = number(row, items ? "validation_nats" : "validation_nats_per_char");
      String metric = items ? row.get("metric") : "nats";
      return new RunResult(
          new ComparedRun(shape, Long.parseLong(row.get("seed")), Long.parseLong(row.get("steps"))),
          number(row, RATE),
          number(row, "seconds"),
          number(row, "chars_per_second"),
          validationNats,
          items ? number(row, "validation_metric") : validationNats,
          Long.parseLong(row.get("best_step")),
          stepsToGoal(row, items),
          new Measurement(
              items
                  ? Metric.share(metric, number(row, "test_metric"))
                  : Metric.nats(new Loss(testNats, 1)),
              testNats,
              items ? 0 : Integer.parseInt(row.get("gradient_horizon")),
              byLag),
          List.of());
    } catch (IllegalArgumentException e) {
      throw disagreement(name, "row " + row.getRecordNumber() + " is damaged");
    }
  }

  private void checkOrigin(String name, CSVRecord row) {
    String number = "row " + row.getRecordNumber();
    if (!row.get(DATA).equals(fingerprint())) {
      throw disagreement(name, number + " is of other data");
    }
    if (!row.get(VERSION).equals(Version.number())) {
      throw disagreement(name, number + " is of charwise " + row.get(VERSION));
    }
    if (!task().learningRates().contains(number(row, RATE))) {
      throw disagreement(name, number + " has the learning rate " + row.get(RATE));
    }
  }

  private Variant variant(CSVRecord row) {
    boolean items = data.isItems();
    return new Variant(
        NetworkKind.of(row.get(Factor.CELL.key())),
        items ? Directions.of(row.get(Factor.DIRECTIONS.key())) : Directions.FORWARD,
        items ? AttentionType.of(row.get(Factor.ATTENTION.key())) : AttentionType.NONE,
        Integer.parseInt(row.get(Factor.LAYERS.key())),
        row.get(Factor.RESIDUAL.key()).equals("on"),
        items && row.get(Factor.REVERSE_SOURCE.key()).equals("on"));
  }

  private static double stepsToGoal(CSVRecord row, boolean items) {
    return !items
        ? Double.NaN
        : row.get("steps_to_goal").isEmpty()
            ? Double.POSITIVE_INFINITY
            : number(row, "steps_to_goal");
  }

  private static double number(CSVRecord row, String column) {
    String text = row.get(column);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** The error that a file belongs to another comparison. */
  static UserException disagreement(String name, String why) {
    return UserException.usage(
        "not the runs of this comparison, " + why,
        name,
        "give the options that began it, or start afresh without --resume");
  }
}
