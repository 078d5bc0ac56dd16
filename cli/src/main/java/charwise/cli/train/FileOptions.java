package charwise.cli.train;

import charwise.cli.option.FileArgument;
import charwise.cli.option.ForceOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.WholeNumber;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for files and output; null where they were left out. */
final class FileOptions {
  static final String HEADING = "%nFiles and output:%n";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      converter = OutputArgument.Model.class,
      description =
          "Where to keep the best model by validation; a model that is there is replaced."
              + " Default: named after CORPUS and CELL, in the current folder, numbered if that is"
              + " taken. Beside it lie, while a run lasts, MODEL.checkpoint, from which it can be"
              + " resumed, and MODEL.lock, which keeps a second run away; the lock of a killed run"
              + " locks nothing.")
  @Nullable Path output;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description =
          "Write measurements to this CSV file: a row for each hundredth of the run and each"
              + " validation, with the step at which validation was best. If that fails on the way,"
              + " training goes on, and the exit status is 1.")
  @Nullable Path log;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description =
          "Draw the losses by step when the run ends, as SVG or PNG by the file's ending; of a"
              + " resumed run what came before only if there is a --log of it.")
  @Nullable Path plot;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      converter = WholeNumber.Positive.class,
      description = "Steps between checkpoints. Default: one every 30 seconds.")
  @Nullable Long checkpointEvery;

  @Option(
      names = "--resume",
      description =
          "Continue the interrupted run of this MODEL exactly, from MODEL.checkpoint. Options"
              + " given again must agree with it. With nothing to resume, start afresh.")
  boolean resume;

  @Option(
      names = "--fresh",
      description =
          "Discard the interrupted run of this MODEL and start from the beginning. Without this or"
              + " --resume, a MODEL with an interrupted run is an error.")
  boolean fresh;

  @Option(
      names = "--dry-run",
      description =
          "Say what the run would be, with its sizes, its memory and a measured estimate of its"
              + " time, and write nothing.")
  boolean dryRun;

  @Option(
      names = "--init-from",
      paramLabel = "MODEL",
      converter = FileArgument.class,
      description =
          "Start a new run from the weights of this model. Characters that it does not know begin"
              + " with fresh ones, and are named on standard error.")
  @Nullable Path initFrom;

  @Option(
      names = "--verify",
      paramLabel = "HASH",
      converter = Sha256.class,
      description =
          "The sha256 that the weights must have at the end, as --json prints it; if they have"
              + " another, say so and exit with 1.")
  @Nullable String verify;

  @ArgGroup(validate = false)
  ForceOption force = new ForceOption();

  @ArgGroup(validate = false)
  JsonOption json = new JsonOption();

  /** Converts a SHA-256 hash of 64 hexadecimal digits. */
  static final class Sha256 implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("[0-9a-fA-F]{64}")) {
        throw new TypeConversionException("not a SHA-256 hash of 64 hexadecimal digits");
      }
      return text.toLowerCase(Locale.ROOT);
    }
  }
}
