package charwise.cli.pairs;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ReadTexts;
import charwise.cli.input.TextSource;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.task.tagger.PairItems;
import charwise.engine.task.tagger.Restoration;
import charwise.engine.task.tagger.RestorationItems;
import charwise.engine.task.tagger.TaggerData;
import charwise.engine.task.tagger.TokenItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a tagger's data are read.
 *
 * @param restore what plain text loses, to be restored; empty to read pairs or tagged tokens
 * @param choices how pairs are written
 * @param column what to read in place of the whole text
 * @param validation the share of the lines that is kept for validation
 * @param validationFile what to validate on instead
 * @param texts remembers what is read to learn from
 */
public record TaggedReading(
    Set<Restoration> restore,
    PairChoices choices,
    @Nullable ColumnChoice column,
    double validation,
    @Nullable Path validationFile,
    ReadTexts texts,
    Console console) {
  private static final String SPACE = " ";

  /** The same with something else restored. */
  public TaggedReading restoring(Set<Restoration> other) {
    return new TaggedReading(other, choices, column, validation, validationFile, texts, console);
  }

  /** The texts that the arguments name. */
  private List<TextSource> sources(List<String> arguments) throws IOException {
    if (!restore.isEmpty()) {
      return new CorpusArguments(arguments, console).sources();
    }
    if (arguments.isEmpty()) {
      throw UserException.usage(
          "there is nothing to learn from",
          "--task tag",
          "name pairs or tagged tokens, or say what to --restore in a text");
    }
    return PairSources.of(arguments, console);
  }

  /** Reads what the arguments name. */
  public TaggerData read(List<String> arguments) throws IOException {
    List<TextSource> sources = texts.watch(sources(arguments));
    List<TextSource> others =
        validationFile == null ? List.of() : sources(List.of(validationFile.toString()));
    if (!restore.isEmpty()) {
      return restoration(sources, others);
    }
    return choices.isConll(sources) ? tokens(sources, others) : pairs(sources, others);
  }

  private TaggerData restoration(List<TextSource> sources, List<TextSource> others)
      throws IOException {
    TaggerData data =
        RestorationItems.of(
            restore, text(sources), others.isEmpty() ? null : text(others), validation);
    if (data.scheme().size() < 2) {
      throw UserException.failure(
          "nothing in it to restore often enough to be learnt",
          sources.getFirst().name(),
          "give a longer text, or another --restore");
    }
    return data;
  }

  private Corpus text(List<TextSource> sources) throws IOException {
    CorpusBuilder builder = Corpus.builder(Units.CODEPOINT).items(Items.LINE);
    for (TextSource source : sources) {
      source.column(column, console).addTo(builder);
    }
    if (builder.length() == 0) {
      throw UserException.failure(
          "the text is empty", sources.getFirst().name(), "name one with a few lines");
    }
    return builder.build();
  }

  private TaggerData pairs(List<TextSource> sources, List<TextSource> others) throws IOException {
    PairItems items = new PairItems();
    each(sources, pair -> items.add(pair.input(), pair.target(), pair.place()));
    if (!others.isEmpty()) {
      items.startValidation();
      each(others, pair -> items.add(pair.input(), pair.target(), pair.place()));
    }
    return items.build(validation);
  }

  private TaggerData tokens(List<TextSource> sources, List<TextSource> others) throws IOException {
    TokenItems items = new TokenItems();
    each(sources, pair -> add(pair, items));
    if (!others.isEmpty()) {
      items.startValidation();
      each(others, pair -> add(pair, items));
    }
    return items.build(validation);
  }

  private static void add(LocatedPair pair, TokenItems items) throws IOException {
    items.add(
        List.of(pair.input().split(SPACE)), List.of(pair.target().split(SPACE)), pair.place());
  }

  /** Receives pairs. */
  private interface Receiver {
    void add(LocatedPair pair) throws IOException;
  }

  private void each(List<TextSource> sources, Receiver receiver) throws IOException {
    try (PairStream pairs = PairStream.open(sources, choices)) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        receiver.add(pair);
      }
    }
  }
}
