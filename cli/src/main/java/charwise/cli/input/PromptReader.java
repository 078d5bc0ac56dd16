package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.Units;
import charwise.engine.data.UnknownUnitException;
import charwise.engine.data.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Turns prompts into units that a model knows.
 *
 * @param unknown what to do about other units
 * @param skipping how the user has them skipped, for messages
 */
public record PromptReader(
    Vocabulary vocabulary, Unknown unknown, String skipping, Console console) {
  /** What to do about characters that a model has never seen. */
  public enum Unknown {
    /** End with an error that names the first one. */
    FAIL,
    /** Leave them out. */
    SKIP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The units of {@code in}, which messages call {@code source}. */
  public Corpus read(String source, InputStream in) throws IOException {
    CorpusBuilder builder = Corpus.builder(vocabulary);
    if (unknown == Unknown.SKIP) {
      builder.skipUnknown();
    }
    try {
      builder.add(source, in);
    } catch (UnknownUnitException e) {
      throw UserException.failure(
          "the model has never seen " + shown(e.unit()) + ", number " + (e.position() + 1),
          source,
          "take it out, or let " + skipping + " drop it",
          e);
    } catch (MalformedTextException e) {
      throw UserException.failure(e.problem(), source, e.remedy(), e);
    }
    if (builder.unknown() > 0) {
      console.note(
          "dropped from %s: %s that the model has never seen"
              .formatted(source, NumberText.counted(builder.unknown(), "character")));
    }
    return builder.build();
  }

  private String shown(int unit) {
    return vocabulary.units() == Units.BYTE
        ? String.format(Locale.ROOT, "the byte 0x%02X", unit)
        : "the character " + VisibleText.codePoint(unit);
  }
}
