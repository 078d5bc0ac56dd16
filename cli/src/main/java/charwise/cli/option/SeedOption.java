package charwise.cli.option;

import charwise.cli.console.Console;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** {@code --seed}, for the commands that choose at random. */
public final class SeedOption {
  private static final String NAME = "--seed";
  private static final long USUAL_SEED = 42;

  @Option(
      names = NAME,
      paramLabel = "N",
      converter = WholeNumber.Seed.class,
      description =
          "Start of every random choice. The same command with the same seed gives the same result"
              + " to the bit, on any machine, with any number of threads. random draws one and says"
              + " which on standard error. Default: 42.")
  private @Nullable Long seed;

  /** The seed that was given or drawn, or the default. */
  public long seed() {
    return seed != null ? seed : USUAL_SEED;
  }

  public boolean given() {
    return seed != null;
  }

  /** Whether a command's seed has been drawn, so that nobody knows it. */
  public static boolean isDrawn(ParseResult parsed) {
    return parsed.hasMatchedOption(NAME)
        && parsed.matchedOption(NAME).stringValues().equals(List.of(WholeNumber.Seed.DRAWN));
  }

  /** The arguments of a command with the number that has been drawn in place of the word. */
  static List<String> settled(List<String> arguments, ParseResult parsed) {
    if (!isDrawn(parsed)) {
      return arguments;
    }
    String seed = String.valueOf(parsed.matchedOptionValue(NAME, USUAL_SEED));
    List<String> settled = new ArrayList<>(arguments);
    int alone = settled.indexOf(NAME);
    if (alone >= 0) {
      settled.set(alone + 1, seed);
    }
    settled.replaceAll(argument -> argument.startsWith(NAME + "=") ? NAME + "=" + seed : argument);
    return settled;
  }

  /** Says which seed a command has, if it has been drawn. */
  public static void announce(ParseResult parsed, Console console) {
    if (isDrawn(parsed)) {
      console.note("seed " + parsed.matchedOptionValue(NAME, USUAL_SEED));
    }
  }
}
