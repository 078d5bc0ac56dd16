package charwise.cli.repl.session;

import charwise.cli.input.PromptReader.Unknown;
import charwise.engine.data.Items;
import charwise.engine.sampling.SamplingSettings;

/**
 * The settings of a session.
 *
 * @param sampling how each character is chosen
 * @param beam how many beginnings a beam search keeps; 0 to sample instead
 * @param length the most characters that are written at a time
 * @param stop what a text ends before; empty for nothing
 * @param unknown what to do about characters that the model has never seen
 * @param seed what the next text's random choices start from
 */
public record Settings(
    SamplingSettings sampling, int beam, int length, String stop, Unknown unknown, long seed) {

  private static final Settings FOR_RUNNING_TEXT =
      new Settings(SamplingSettings.DEFAULT, 0, 500, "", Unknown.FAIL, 42);

  /** The defaults: those of {@code charwise sample}. */
  public static Settings usual(Items items) {
    return items == Items.LINE
        ? FOR_RUNNING_TEXT
            .with(SamplingSettings.DEFAULT.withTemperature(SamplingSettings.LINES_TEMPERATURE))
            .withStop("\n")
        : FOR_RUNNING_TEXT;
  }

  /** These settings for another kind of model; those with default values get its defaults. */
  Settings moved(Items from, Items to) {
    Settings settings = this;
    for (Setting setting : Setting.values()) {
      if (setting.value(this).equals(setting.value(usual(from)))) {
        settings = setting.change(settings, to, Setting.USUAL);
      }
    }
    return settings;
  }

  Settings with(SamplingSettings value) {
    return new Settings(value, beam, length, stop, unknown, seed);
  }

  Settings withBeam(int value) {
    return new Settings(sampling, value, length, stop, unknown, seed);
  }

  Settings withLength(int value) {
    return new Settings(sampling, beam, value, stop, unknown, seed);
  }

  Settings withStop(String value) {
    return new Settings(sampling, beam, length, value, unknown, seed);
  }

  Settings with(Unknown value) {
    return new Settings(sampling, beam, length, stop, value, seed);
  }

  Settings withSeed(long value) {
    return new Settings(sampling, beam, length, stop, unknown, value);
  }
}
