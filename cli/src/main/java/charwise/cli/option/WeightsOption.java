package charwise.cli.option;

import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --weights}, for the commands that write text. */
public final class WeightsOption {
  /** The precision of a model when it is read. */
  public enum Format {
    /** As they are, in 32 bits. */
    F32,
    /** Rounded to their upper 16 bits. */
    BF16;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      description =
          "How the weights are read: ${COMPLETION-CANDIDATES}. bf16 rounds them to 16 bits: a text"
              + " that is written alone is done in about two thirds of the time, and differs."
              + " Default: f32.")
  private Format format = Format.F32;

  public Format format() {
    return format;
  }
}
