package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.pairs.LocatedPair;
import charwise.cli.pairs.PairChoices;
import charwise.cli.pairs.PairFormat;
import charwise.cli.pairs.PairSources;
import charwise.cli.pairs.PairStream;
import charwise.engine.task.tagger.RestorationScheme;
import charwise.engine.task.tagger.TagScheme;
import charwise.engine.task.tagger.TaggedLine;
import charwise.engine.task.tagger.TokenScheme;
import charwise.engine.task.tagger.UnitScheme;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines with the tags that are right, as a tagger's scheme asks them, read one by one. */
final class TaggedLineReader implements Closeable {
  private static final String SPACE = " ";

  private final TagScheme scheme;
  private final PairStream pairs;
  private long lettersLeft;
  private long gapsLeft;

  private TaggedLineReader(TagScheme scheme, PairStream pairs) {
    this.scheme = scheme;
    this.pairs = pairs;
  }

  /**
   * A line to be tagged.
   *
   * @param input as the tagger reads it
   * @param target what it should become
   */
  record Question(String input, String target, TaggedLine line) {}

  /** The lines of DATA: plain text, tagged tokens or pairs, as the scheme wants. */
  static TaggedLineReader open(
      TagScheme scheme, List<String> data, PairChoices choices, Console console)
      throws IOException {
    boolean open = choices.equals(PairChoices.NONE);
    PairChoices wanted =
        switch (scheme) {
          case RestorationScheme restoration -> PairChoices.of(PairFormat.LINES);
          case TokenScheme tokens -> open ? PairChoices.of(PairFormat.CONLL) : choices;
          case UnitScheme units -> choices;
        };
    if (scheme instanceof RestorationScheme) {
      if (!open && choices.format() != PairFormat.LINES) {
        throw UserException.usage(
            "what restores a text is measured on plain text",
            "--format, --input or --target",
            "leave it out");
      }
      return new TaggedLineReader(
          scheme, PairStream.open(new CorpusArguments(data, console).sources(), wanted));
    }
    return new TaggedLineReader(scheme, PairStream.open(PairSources.of(data, console), wanted));
  }

  /** The next line, or null at the end. */
  @Nullable Question next() throws IOException {
    LocatedPair pair = pairs.next();
    while (pair != null && pair.input().isEmpty()) {
      pair = pairs.next();
    }
    return pair == null ? null : question(pair);
  }

  private Question question(LocatedPair pair) {
    return switch (scheme) {
      case RestorationScheme restoration -> {
        TaggedLine line = restoration.ask(pair.input().codePoints().toArray());
        lettersLeft += line.lettersLeft();
        gapsLeft += line.gapsLeft();
        int[] units = line.units();
        yield new Question(new String(units, 0, units.length), pair.input(), line);
      }
      case TokenScheme tokens ->
          new Question(
              pair.input(),
              pair.target(),
              tokens.ask(List.of(pair.input().split(SPACE)), List.of(pair.target().split(SPACE))));
      case UnitScheme units -> {
        try {
          yield new Question(pair.input(), pair.target(), units.ask(pair.input(), pair.target()));
        } catch (IllegalArgumentException e) {
          throw UserException.failure(
              String.valueOf(e.getMessage()), pair.place(), "give pairs of equal length");
        }
      }
    };
  }

  /** Tells what was not asked, since the tagger knows no tag for it. */
  void noteLeft(Console console) {
    if (lettersLeft + gapsLeft > 0) {
      console.note(
          "left as they are, since the model has no tag for them: %s letters, %s gaps"
              .formatted(NumberText.grouped(lettersLeft), NumberText.grouped(gapsLeft)));
    }
  }

  @Override
  public void close() throws IOException {
    pairs.close();
  }
}
