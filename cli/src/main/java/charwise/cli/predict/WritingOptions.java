package charwise.cli.predict;

import charwise.cli.option.FileArgument;
import charwise.cli.option.OutputArgument;
import charwise.cli.option.WholeNumber;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a transducer writes its answers, and what is shown of it; null where left open. */
final class WritingOptions {
  static final String HEADING = "%nTransducers:%n";

  @Option(
      names = "--beam",
      paramLabel = "N",
      converter = WholeNumber.BeamWidth.class,
      description =
          "Keep the N best beginnings of an answer at a time; 1 takes the likeliest character each"
              + " time. Default: 4.")
  @Nullable Long beam;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      converter = WholeNumber.Size.class,
      description =
          "Cut answers of more than N characters or tokens, and put … behind them. Default: what is"
              + " usual for the model.")
  @Nullable Long maxLength;

  @Option(
      names = "--constrain",
      paramLabel = "FILE",
      converter = FileArgument.class,
      description = "Give only answers that are a line of this file.")
  @Nullable Path constrain;

  @Option(
      names = "--match",
      paramLabel = "REGEX",
      description = "Give only answers that match this pattern as a whole; see charwise sample.")
  @Nullable String match;

  @Option(
      names = "--attention",
      description =
          "Show below each answer what each of its characters looked at: the input across, the"
              + " answer down. With --json, add source, units and attention, a row for each unit"
              + " and one for the end.")
  boolean attention;

  @Option(
      names = "--attention-file",
      paramLabel = "FILE",
      converter = OutputArgument.Table.class,
      description =
          "Write these weights to a TSV file: line, position, unit, source_position, source_unit,"
              + " weight.")
  @Nullable Path attentionFile;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      converter = OutputArgument.Picture.class,
      description = "Draw the first answer's into this file, ending in .svg or .png.")
  @Nullable Path plot;

  /** The first of these options that was given; empty if none was. */
  String given() {
    return beam != null
        ? "--beam"
        : maxLength != null
            ? "--max-length"
            : constrain != null ? "--constrain" : match != null ? "--match" : wantsAttention();
  }

  /** The first option given that asks for what an answer looked at; empty if there is none. */
  String wantsAttention() {
    return attention
        ? "--attention"
        : attentionFile != null ? "--attention-file" : plot != null ? "--plot" : "";
  }
}
