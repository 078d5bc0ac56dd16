package charwise.cli.inspect;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The text that a model reads for {@code inspect}, in the model's units.
 *
 * @param corpus never empty
 * @param resetUnit the id at which the model's state starts afresh; −1 for none
 */
record InspectedText(Corpus corpus, int resetUnit) {
  private static final String DOTTED_CIRCLE = "◌";

  /**
   * Reads {@code text}, or else {@code file}, without the characters that the model has never seen.
   */
  static InspectedText read(
      @Nullable String text, @Nullable Path file, SavedModel model, Console console)
      throws IOException {
    TextSource source =
        text != null
            ? new TextSource(
                "--text",
                null,
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            : CorpusArguments.single(String.valueOf(file), console);
    CorpusBuilder builder = Corpus.builder(model.vocabulary()).skipUnknown();
    source.addTo(builder);
    CorpusArguments.noteUnknown(builder, console);
    Corpus corpus = builder.build();
    if (corpus.length() == 0) {
      throw UserException.failure(
          "no character that the model knows", source.name(), "give another text");
    }
    return new InspectedText(
        corpus, model.items() == Items.LINE ? model.vocabulary().id('\n') : -1);
  }

  int length() {
    return corpus.length();
  }

  int unit(int position) {
    return corpus.vocabulary().unit(corpus.ids()[position]);
  }

  /**
   * The character at a position as pictures and terminals can show it, at least one column wide.
   */
  String visible(int position) {
    int unit = unit(position);
    if (unit == '\n') {
      return "↵";
    }
    if (unit == '\t') {
      return "→";
    }
    boolean oneByte = corpus.vocabulary().units() == Units.BYTE && unit >= 0x80;
    if (oneByte || Character.isISOControl(unit) || !Character.isDefined(unit)
        || Character.getType(unit) == Character.FORMAT
        || Character.getType(unit) == Character.LINE_SEPARATOR
        || Character.getType(unit) == Character.PARAGRAPH_SEPARATOR) {
      return "·";
    }
    String character = Character.toString(unit);
    return CharacterWidth.of(unit) == 0 ? DOTTED_CIRCLE + character : character;
  }
}
