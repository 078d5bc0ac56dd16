package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.Nearest;
import charwise.cli.console.UserException;
import charwise.corpora.Catalogue;
import charwise.corpora.GeneratedText;
import charwise.corpora.LocalText;
import charwise.corpora.NamedText;
import java.util.List;
import java.util.Optional;

/**
 * A text with a name, such as {@code macbeth}. The name of a generated text may be followed by its
 * size in characters and its seed, as in {@code dna:5000000} or {@code dna:5000000:7}.
 */
public final class NamedCorpus {
  private static final String SEPARATOR = ":";

  private NamedCorpus() {}

  /** The name in {@code argument}, without size and seed. */
  public static String name(String argument) {
    return argument.split(SEPARATOR, 2)[0];
  }

  /**
   * The text that {@code argument} names, if there is one.
   *
   * @throws UserException if this machine lacks the text, or size or seed make no sense
   */
  public static Optional<TextSource> find(String argument, Console console) {
    return new Catalogue(console::variable)
        .find(name(argument))
        .map(text -> new TextSource(argument, null, opener(text, argument)));
  }

  /**
   * The text of exactly that name.
   *
   * @throws UserException if there is none
   */
  public static NamedText require(String name, Catalogue catalogue) {
    return catalogue
        .find(name)
        .orElseThrow(
            () -> {
              List<String> names = catalogue.texts().stream().map(NamedText::name).toList();
              return UserException.usage(
                  "no such corpus",
                  name,
                  Nearest.question(name, names) + "see: charwise corpora list");
            });
  }

  /**
   * Opens a text.
   *
   * @throws UserException if this machine lacks it
   */
  public static TextSource.Opener opener(NamedText text) {
    if (text instanceof LocalText local && local.place().isEmpty()) {
      throw UserException.failure("not on this machine", text.name(), local.remedy());
    }
    return text::open;
  }

  private static TextSource.Opener opener(NamedText text, String argument) {
    String[] parts = argument.split(SEPARATOR, -1);
    if (parts.length == 1) {
      return opener(text);
    }
    if (!(text instanceof GeneratedText generated)) {
      throw UserException.usage(
          "only generated texts have a size and a seed", argument, "name it " + text.name());
    }
    try {
      long size = Long.parseLong(parts[1]);
      long seed = parts.length > 2 ? Long.parseLong(parts[2]) : GeneratedText.USUAL_SEED;
      if (size > 0 && parts.length <= 3) {
        return () -> generated.open(size, seed);
      }
    } catch (NumberFormatException noNumber) {
      // Refused below.
    }
    throw UserException.usage(
        "not a size and a seed",
        argument,
        "write " + text.name() + ":1000000, or " + text.name() + ":1000000:7 with a seed");
  }
}
