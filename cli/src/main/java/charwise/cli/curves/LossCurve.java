package charwise.cli.curves;

import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.output.CsvFile;
import charwise.cli.plot.Chart;
import charwise.cli.plot.Chart.Axis;
import charwise.cli.plot.Chart.Panel;
import charwise.cli.plot.Chart.Point;
import charwise.cli.plot.Chart.Series;
import charwise.cli.plot.Chart.SeriesStyle;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * The losses of a run by step.
 *
 * @param name what it is called among others
 * @param training points in bits
 * @param validation likewise; empty where there was none
 */
public record LossCurve(String name, List<Point> training, List<Point> validation) {
  private static final String STEP = "step";
  private static final String TRAINING = "train_nats_per_char";
  private static final String VALIDATION = "validation_nats_per_char";

  /** Keeps copies of the lists. */
  public LossCurve {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * The curve in a log of {@code train --log}.
   *
   * @throws UserException if it is no such log, or has no measurement yet
   */
  public static LossCurve read(String name, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(name);
    }
    CsvFile.Content log = CsvFile.read(file);
    List<String> header = log.header();
    if (!header.containsAll(List.of(STEP, TRAINING, VALIDATION))) {
      throw UserException.failure(
          "not a log of charwise train", name, "name a file that train --log has written");
    }
    var curve = new LossCurve(name, points(log, TRAINING), points(log, VALIDATION));
    if (curve.training.isEmpty() && curve.validation.isEmpty()) {
      throw UserException.failure(
          "the log has no losses yet", name, "wait for the first hundredth of the run");
    }
    return curve;
  }

  private static List<Point> points(CsvFile.Content log, String column) {
    int step = log.header().indexOf(STEP);
    int loss = log.header().indexOf(column);
    List<Point> points = new ArrayList<>();
    for (CSVRecord row : log.rows()) {
      if (row.size() == log.header().size()) {
        add(points, number(row.get(step)), number(row.get(loss)));
      }
    }
    return points;
  }

  /** Adds a loss in nats to points in bits, if it was measured. */
  public static void add(List<Point> points, double step, double nats) {
    if (Double.isFinite(step) && Double.isFinite(nats)) {
      points.add(Point.of(step, nats / Loss.LN_2));
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  /** Curves in one picture; of several, each is named. */
  public static Chart chart(List<LossCurve> curves) {
    List<Series> series = new ArrayList<>();
    for (LossCurve curve : curves) {
      String prefix = curves.size() == 1 ? "" : VisibleText.line(curve.name()) + ": ";
      if (!curve.training.isEmpty()) {
        series.add(Series.line(prefix + "training", curve.training));
      }
      if (!curve.validation.isEmpty()) {
        series.add(
            new Series(prefix + "validation", curve.validation, SeriesStyle.LINE_WITH_MARKS));
      }
    }
    return new Chart(
        "Loss by step", List.of(new Panel("", Axis.linear("step"), Axis.linear("bits"), series)));
  }
}
