package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.output.CsvFile;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The CSV file of {@code --log}: a row for each hundredth of the run and each validation, written
 * to disk at once. A resumed run continues it after the last row that its checkpoint covers.
 */
record TrainingLog(CsvFile file) implements AutoCloseable {
  private static final List<String> COLUMNS =
      List.of(
          "step",
          "epoch",
          "seconds",
          "chars",
          "learning_rate",
          "train_nats_per_char",
          "validation_nats_per_char",
          "best_step",
          "gradient_norm",
          "chars_per_second");

  /** A new log in place of an existing file. */
  static TrainingLog create(String name, Path file) throws IOException {
    return new TrainingLog(CsvFile.create(name, file, COLUMNS));
  }

  /**
   * The log of a run that continues after {@code step}; later rows are cut off. A new log if there
   * is no file.
   *
   * @throws UserException if the file is something else than a log
   */
  static TrainingLog resume(String name, Path file, long step) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return create(name, file);
    }
    CsvFile.Content log = CsvFile.read(file);
    if (!log.header().equals(COLUMNS)) {
      throw UserException.failure(
          "not a log of charwise train", name, "give another file with --log");
    }
    int kept = 0;
    while (kept < log.rows().size() && isUpTo(step, log.rows().get(kept))) {
      kept++;
    }
    return new TrainingLog(CsvFile.append(name, file, kept));
  }

  private static boolean isUpTo(long step, CSVRecord row) {
    String number = row.get(0);
    return number.matches("[0-9]{1,18}") && Long.parseLong(number) <= step;
  }

  /**
   * Adds a row.
   *
   * @param evaluated null where validation was not measured
   */
  void add(Progress at, @Nullable Evaluated evaluated) throws IOException {
    double nats = evaluated == null ? Double.NaN : evaluated.score().loss().natsPerCharacter();
    file.add(
        List.of(
            at.step(),
            number(at.epoch()),
            number(at.seconds()),
            at.units(),
            number(at.learningRate()),
            number(at.trainNats()),
            number(nats),
            evaluated == null || !Double.isFinite(nats) ? "" : evaluated.bestStep(),
            number(at.gradientNorm()),
            number(at.unitsPerSecond())));
  }

  /** Empty where nothing was measured. */
  private static String number(double value) {
    return Double.isFinite(value) ? NumberText.exact(value) : "";
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
