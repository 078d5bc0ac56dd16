package charwise.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --weights}, of the commands that write text. */
public final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      converter = Choice.OfWeightFormat.class,
      completionCandidates = Choice.OfWeightFormat.class,
      description =
          "How the weights are read: ${COMPLETION-CANDIDATES}. bf16 rounds them to 16 bits: a text"
              + " that is written alone is done in about two thirds of the time, and differs."
              + " Default: f32.")
  private @Nullable WeightFormat format;

  /** What was asked for, or the default. */
  public WeightFormat format() {
    return format == null ? WeightFormat.F32 : format;
  }

  /** Whether it was given. */
  public boolean given() {
    return format != null;
  }
}
