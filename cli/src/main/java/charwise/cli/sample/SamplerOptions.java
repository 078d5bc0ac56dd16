package charwise.cli.sample;

import charwise.cli.option.RealNumber;
import charwise.cli.option.SeedOption;
import charwise.cli.option.WholeNumber;
import charwise.engine.data.Items;
import charwise.engine.sampling.SamplingSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for how characters are chosen; null where they were left out. */
final class SamplerOptions {
  static final String HEADING = "%nChoice of characters:%n";

  @Option(
      names = {"-t", "--temperature"},
      paramLabel = "X",
      converter = RealNumber.NotNegative.class,
      description =
          "Below 1 the likely becomes likelier, above 1 the text wilder; 0 is --greedy. Default:"
              + " 0.7. For a model of lines (train --items line): 1.")
  @Nullable Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      converter = WholeNumber.Size.class,
      description = "Choose among the K likeliest only. Default: all.")
  @Nullable Long topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      converter = RealNumber.Probability.class,
      description = "Choose among the likeliest that together have this probability.")
  @Nullable Double topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      converter = RealNumber.Share.class,
      description = "Leave out what is less probable than this share of the likeliest.")
  @Nullable Double minP;

  @Option(
      names = "--repeat-penalty",
      paramLabel = "X",
      converter = RealNumber.Positive.class,
      description = "Above 1, characters used lately become less likely. Default: 1.")
  @Nullable Double repeatPenalty;

  @Option(names = "--greedy", description = "Always take the likeliest character.")
  boolean greedy;

  @Option(
      names = "--beam",
      paramLabel = "N",
      converter = WholeNumber.BeamWidth.class,
      description = "Search for the likeliest text, with the N best beginnings kept at a time.")
  @Nullable Long beam;

  @ArgGroup(validate = false)
  SeedOption seed = new SeedOption();

  /** The settings asked for; the default temperature depends on what the model learnt. */
  SamplingSettings settings(Items items) {
    SamplingSettings usual = SamplingSettings.DEFAULT;
    double usualTemperature =
        items == Items.LINE && !greedy ? SamplingSettings.LINES_TEMPERATURE : usual.temperature();
    return new SamplingSettings(
        Objects.requireNonNullElse(temperature, usualTemperature),
        topK == null ? usual.topK() : topK.intValue(),
        Objects.requireNonNullElse(topP, usual.topP()),
        Objects.requireNonNullElse(minP, usual.minP()),
        Objects.requireNonNullElse(repeatPenalty, usual.repeatPenalty()),
        greedy);
  }
}
