package charwise.cli.repl.session;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.option.EnumConverter;
import charwise.cli.option.RealNumber;
import charwise.cli.option.WholeNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** The settings by name, each with how it is read and shown. */
public enum Setting {
  TEMPERATURE(
      "below 1 likelier text, above 1 wilder, 0 greedy",
      "0.5 0.7 1",
      settings -> NumberText.exact(settings.sampling().temperature()),
      (settings, text) ->
          settings.with(
              settings.sampling().withTemperature(new RealNumber.NotNegative().convert(text)))),
  TOP_K(
      "choose among the K likeliest only, or all",
      "all 5 20",
      settings -> settings.sampling().topK() == 0 ? "all" : "" + settings.sampling().topK(),
      (settings, text) -> settings.with(settings.sampling().withTopK(topK(text)))),
  TOP_P(
      "choose among the likeliest that have this probability together",
      "1 0.9 0.5",
      settings -> NumberText.exact(settings.sampling().topP()),
      (settings, text) ->
          settings.with(settings.sampling().withTopP(new RealNumber.Probability().convert(text)))),
  MIN_P(
      "leave out what has less than this share of the likeliest",
      "0 0.05 0.2",
      settings -> NumberText.exact(settings.sampling().minP()),
      (settings, text) ->
          settings.with(settings.sampling().withMinP(new RealNumber.Share().convert(text)))),
  REPEAT_PENALTY(
      "above 1, characters used lately become less likely",
      "1 1.1 1.3",
      settings -> NumberText.exact(settings.sampling().repeatPenalty()),
      (settings, text) ->
          settings.with(
              settings.sampling().withRepeatPenalty(new RealNumber.Positive().convert(text)))),
  GREEDY(
      "always take the likeliest character: on or off",
      "on off",
      settings -> settings.sampling().greedy() ? "on" : "off",
      (settings, text) -> settings.with(settings.sampling().withGreedy(isOn(text)))),
  BEAM(
      "search for the likeliest text, N beginnings kept; or off",
      "off 5 20",
      settings -> settings.beam() == 0 ? "off" : "" + settings.beam(),
      (settings, text) ->
          settings.withBeam(
              text.equals("off") ? 0 : new WholeNumber.BeamWidth().convert(text).intValue())),
  LENGTH(
      "the most characters to write at a time",
      "100 500 2000",
      settings -> "" + settings.length(),
      (settings, text) -> settings.withLength(new WholeNumber.Amount().convert(text).intValue())),
  STOP(
      "end before this text; \\n is a line feed, \\s a space; or none",
      "none \\n \\n\\n",
      settings -> settings.stop().isEmpty() ? Setting.NONE : escaped(settings.stop()),
      (settings, text) -> settings.withStop(text.equals(Setting.NONE) ? "" : unescaped(text))),
  CONDITION(
      "the condition that texts stand under, by its name; or none",
      "none",
      settings -> settings.condition().isEmpty() ? Setting.NONE : settings.condition(),
      (settings, text) -> settings.withCondition(text.equals(Setting.NONE) ? "" : text)),
  UNKNOWN(
      "unseen characters are an error (fail) or dropped (skip)",
      "fail skip",
      settings -> settings.unknown().toString(),
      (settings, text) -> settings.with(new EnumConverter<>(Unknown.class).convert(text))),
  SEED(
      "start of every random choice",
      "42 1 2",
      settings -> "" + settings.seed(),
      (settings, text) -> settings.withSeed(new WholeNumber.Seed().convert(text)));

  /** The value that restores the default. */
  public static final String USUAL = "default";

  /** The value that stands for an empty text. */
  static final String NONE = "none";

  private final String description;
  private final List<String> examples;
  private final Function<Settings, String> value;
  private final BiFunction<Settings, String, Settings> change;

  Setting(
      String description,
      String examples,
      Function<Settings, String> value,
      BiFunction<Settings, String, Settings> change) {
    this.description = description;
    this.examples = List.of(examples.split(" "));
    this.value = value;
    this.change = change;
  }

  public static Optional<Setting> of(String label) {
    return Stream.of(values()).filter(setting -> setting.label().equals(label)).findFirst();
  }

  /** The name for users, such as {@code top-k}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String description() {
    return description;
  }

  /** All values, or some of them. */
  public List<String> examples() {
    return examples;
  }

  /** The value as {@link #change} reads it. */
  public String value(Settings settings) {
    return value.apply(settings);
  }

  /**
   * The settings with another value of this one.
   *
   * @param usual what {@link #USUAL} stands for
   * @param text what the user typed
   * @throws UserException if that is no value of it
   */
  public Settings change(Settings settings, Settings usual, String text) {
    String wanted = text.equals(USUAL) ? value(usual) : text;
    try {
      return change.apply(settings, wanted);
    } catch (TypeConversionException | IllegalArgumentException e) {
      throw UserException.failure(
          String.valueOf(e.getMessage()), label() + " " + text, "try: /help set");
    }
  }

  /** Reads {@code on} or {@code off}. */
  public static boolean isOn(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new TypeConversionException("neither on nor off");
    };
  }

  private static int topK(String text) {
    return text.equals("all") ? 0 : new WholeNumber.Size().convert(text).intValue();
  }

  private static String escaped(String text) {
    return VisibleText.line(text.replace("\\", "\\\\")).replace(" ", "\\s");
  }

  private static String unescaped(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("an empty text");
    }
    try {
      return text.translateEscapes();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("a backslash that means nothing, write two of them");
    }
  }
}
