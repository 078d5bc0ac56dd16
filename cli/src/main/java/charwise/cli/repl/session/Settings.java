package charwise.cli.repl.session;

import charwise.cli.input.PromptReader.Unknown;
import charwise.engine.data.Items;
import charwise.engine.sampling.SamplingSettings;
import charwise.engine.task.language.Conditions;

/**
 * The settings of a session.
 *
 * @param sampling how each character is chosen
 * @param beam how many beginnings a beam search keeps; 0 to sample instead
 * @param length the most characters that are written at a time
 * @param stop what a text ends before; empty for nothing
 * @param condition what every text stands under; empty for a model that knows no conditions
 * @param unknown what to do about characters that the model has never seen
 * @param seed what the next text's random choices start from
 */
public record Settings(
    SamplingSettings sampling,
    int beam,
    int length,
    String stop,
    String condition,
    Unknown unknown,
    long seed) {

  private static final Settings FOR_RUNNING_TEXT =
      new Settings(SamplingSettings.DEFAULT, 0, 500, "", "", Unknown.FAIL, 42);

  /** The defaults: those of {@code charwise sample}, and the condition of the most texts. */
  public static Settings usual(Items items, Conditions conditions) {
    return conditions.isEmpty()
        ? usual(items)
        : usual(items).withCondition(conditions.names().get(conditions.mostFrequent()));
  }

  private static Settings usual(Items items) {
    return items == Items.LINE
        ? FOR_RUNNING_TEXT
            .with(SamplingSettings.DEFAULT.withTemperature(SamplingSettings.LINES_TEMPERATURE))
            .withStop("\n")
        : FOR_RUNNING_TEXT;
  }

  /** These settings for another model: those with the defaults of one get those of the other. */
  Settings moved(Settings from, Settings to) {
    Settings settings = this;
    for (Setting setting : Setting.values()) {
      if (setting.value(this).equals(setting.value(from))) {
        settings = setting.change(settings, to, Setting.USUAL);
      }
    }
    return settings;
  }

  Settings with(SamplingSettings value) {
    return new Settings(value, beam, length, stop, condition, unknown, seed);
  }

  Settings withBeam(int value) {
    return new Settings(sampling, value, length, stop, condition, unknown, seed);
  }

  Settings withLength(int value) {
    return new Settings(sampling, beam, value, stop, condition, unknown, seed);
  }

  Settings withStop(String value) {
    return new Settings(sampling, beam, length, value, condition, unknown, seed);
  }

  Settings withCondition(String value) {
    return new Settings(sampling, beam, length, stop, value, unknown, seed);
  }

  Settings with(Unknown value) {
    return new Settings(sampling, beam, length, stop, condition, value, seed);
  }

  Settings withSeed(long value) {
    return new Settings(sampling, beam, length, stop, condition, unknown, value);
  }
}
