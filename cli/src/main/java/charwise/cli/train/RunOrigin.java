package charwise.cli.train;

import charwise.cli.console.CommandText;
import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.doctor.Version;
import charwise.cli.input.ReadTexts;
import charwise.engine.checkpoint.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where the model of a run comes from. */
final class RunOrigin {
  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  private RunOrigin() {}

  /**
   * The origin of a model of a run that begins now.
   *
   * @param arguments those of the whole command line
   * @param texts what has been read for it
   */
  static Origin of(List<String> arguments, ReadTexts texts, Console console) {
    return new Origin(
        Version.line(), CommandText.of(arguments), date(console).toString(), texts.list());
  }

  /** The time, or that of {@code SOURCE_DATE_EPOCH}, which makes files the same at any time. */
  private static Instant date(Console console) {
    String epoch = console.variable(EPOCH);
    if (epoch.isEmpty()) {
      return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
    try {
      return Instant.ofEpochSecond(Long.parseLong(epoch));
    } catch (NumberFormatException | DateTimeException noTime) {
      throw UserException.usage(
          "not a number of seconds since 1970",
          EPOCH + "=" + epoch,
          "set it to a whole number, or unset it");
    }
  }
}
