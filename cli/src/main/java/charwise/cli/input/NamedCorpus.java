package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.Nearest;
import charwise.cli.console.UserException;
import charwise.corpora.Catalogue;
import charwise.corpora.GeneratedPairs;
import charwise.corpora.GeneratedText;
import charwise.corpora.Lengths;
import charwise.corpora.LocalText;
import charwise.corpora.NamedText;
import java.util.List;
import java.util.Optional;

/**
 * A text with a name, such as {@code macbeth}. The name of a generated text may be followed by its
 * size in characters and its seed, as in {@code dna:5000000} or {@code dna:5000000:7}; that of
 * pairs by the lengths of their inputs, too, as in {@code copy:5000000:7:5-12}.
 */
public final class NamedCorpus {
  private static final String SEPARATOR = ":";
  private static final int PARTS_WITH_LENGTHS = 4;

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

  /**
   * The pairs that {@code argument} names, as a table (TSV); empty if it names none.
   *
   * @throws UserException if size or seed make no sense
   */
  public static Optional<TextSource> findPairs(String argument, Console console) {
    return Catalogue.findPairs(name(argument))
        .map(pairs -> new TextSource(argument, null, opener(pairs, argument, console)));
  }

  private static TextSource.Opener opener(GeneratedPairs pairs, String argument, Console console) {
    NamedText text = require(pairs.name(), new Catalogue(console::variable));
    String[] parts = argument.split(SEPARATOR, -1);
    if (parts.length != PARTS_WITH_LENGTHS || pairs.usualLengths().isEmpty()) {
      Made made = Made.of(text, argument);
      return () -> pairs.open(made.size, made.seed);
    }
    Made made = Made.of(text, argument.substring(0, argument.lastIndexOf(SEPARATOR)));
    try {
      Lengths lengths = Lengths.of(parts[PARTS_WITH_LENGTHS - 1]);
      pairs.start(made.seed, lengths); // refuses some
      return () -> pairs.start(made.seed, lengths).table().stream(made.size);
    } catch (IllegalArgumentException none) {
      throw UserException.usage(
          "not the lengths of inputs",
          argument,
          "write " + text.name() + ":1000000:7:5-12 for inputs of 5 to 12 characters");
    }
  }

  private static TextSource.Opener opener(NamedText text, String argument) {
    if (!argument.contains(SEPARATOR)) {
      return opener(text);
    }
    Made made = Made.of(text, argument);
    return () -> made.text.open(made.size, made.seed);
  }

  /** A generated text of a size and a seed. */
  private record Made(GeneratedText text, long size, long seed) {
    static Made of(NamedText text, String argument) {
      if (!(text instanceof GeneratedText generated)) {
        throw UserException.usage(
            "only generated texts have a size and a seed", argument, "name it " + text.name());
      }
      String[] parts = argument.split(SEPARATOR, -1);
      try {
        long size = parts.length > 1 ? Long.parseLong(parts[1]) : generated.usualSize();
        long seed = parts.length > 2 ? Long.parseLong(parts[2]) : GeneratedText.USUAL_SEED;
        if (size > 0 && parts.length <= 3) {
          return new Made(generated, size, seed);
        }
      } catch (NumberFormatException noNumber) {
        // refused below
      }
      throw UserException.usage(
          "not a size and a seed",
          argument,
          "write " + text.name() + ":1000000, or " + text.name() + ":1000000:7 with a seed");
    }
  }
}
