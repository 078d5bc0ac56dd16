package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs, one after the other, read while they are asked for. */
public interface PairStream extends Closeable {
  /**
   * The next pair, or null at the end.
   *
   * @throws UserException if what comes next is no pair
   * @throws IOException if reading fails, or the text is not valid UTF-8
   */
  @Nullable Pair next() throws IOException;

  /**
   * The pairs of some texts, one text after the other. What a text is, its name and its beginning
   * tell where the choices do not.
   *
   * @param sources each of which must have pairs
   */
  static PairStream open(List<TextSource> sources, PairChoices choices) {
    return new JoinedPairs(sources, choices);
  }

  /** The pairs of one text. */
  static PairStream open(TextSource source, PairChoices choices) throws IOException {
    String name = source.name();
    var in = new BufferedInputStream(source.opener().open());
    try {
      return switch (format(name, in, choices)) {
        case TSV -> new TsvPairs(name, in, choices.columns());
        case CSV -> new CsvPairs(name, in, choices.columns());
        case JSONL -> new JsonPairs(name, in, choices);
        case FASTTEXT -> new FastTextPairs(name, in);
        case CONLL -> new ConllPairs(name, in);
        case LINES -> new LinePairs(name, in);
      };
    } catch (IOException | UserException e) {
      in.close();
      throw e;
    }
  }

  private static PairFormat format(String name, InputStream in, PairChoices choices)
      throws IOException {
    if (choices.format() != null) {
      return choices.format();
    }
    PairFormat format = PairFormat.ofName(name);
    return format == PairFormat.TSV && !choices.namesColumns() && FastTextPairs.begins(in)
        ? PairFormat.FASTTEXT
        : format;
  }
}
