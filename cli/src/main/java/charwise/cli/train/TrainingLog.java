package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.output.CsvFile;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The CSV file of {@code --log}: a row for each hundredth of the run and each validation, on disk
 * as soon as it is known. A resumed run continues the file after the last row that its checkpoint
 * knows of.
 */
final class TrainingLog implements AutoCloseable {
  private static final List<String> COLUMNS =
      List.of(
          "step",
          "epoch",
          "seconds",
          "chars",
          "learning_rate",
          "train_nats_per_char",
          "validation_nats_per_char",
          "gradient_norm",
          "chars_per_second");
  private static final String HEADER = String.join(",", COLUMNS) + "\n";

  private final CsvFile file;

  private TrainingLog(CsvFile file) {
    this.file = file;
  }

  /** A new log in place of whatever is there. */
  static TrainingLog create(String name, Path file) throws IOException {
    return new TrainingLog(CsvFile.create(name, file, COLUMNS));
  }

  /**
   * The log of a run that goes on after {@code step}: what comes later in the file is cut. Without
   * a file, a new one.
   *
   * @throws UserException if the file is something else than a log
   */
  static TrainingLog resume(String name, Path file, long step) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return create(name, file);
    }
    String rows = Files.readString(file);
    if (!rows.startsWith(HEADER)) {
      throw UserException.failure(
          "not a log of charwise train", name, "give another file with --log");
    }
    String kept = rows.substring(0, endOf(rows, step));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(kept.getBytes(StandardCharsets.UTF_8).length);
    }
    return new TrainingLog(CsvFile.append(name, file));
  }

  /** Where the rows up to {@code step} end; a row that was not finished is no row. */
  private static int endOf(String rows, long step) {
    int end = HEADER.length();
    for (int next = rows.indexOf('\n', end); next >= 0; next = rows.indexOf('\n', end)) {
      String number = rows.substring(end, Math.max(end, rows.indexOf(',', end)));
      if (!number.matches("[0-9]{1,18}") || Long.parseLong(number) > step) {
        break;
      }
      end = next + 1;
    }
    return end;
  }

  /**
   * Adds a row.
   *
   * @param validationNats NaN where validation was not measured
   */
  void add(Progress at, double validationNats) throws IOException {
    file.add(
        List.of(
            at.step(),
            number(at.epoch()),
            number(at.seconds()),
            at.units(),
            number(at.learningRate()),
            number(at.trainNats()),
            number(validationNats),
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
