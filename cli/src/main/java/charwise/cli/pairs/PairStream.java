package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.Records;
import charwise.cli.input.TableFormat;
import charwise.cli.input.TextSource;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
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
  @Nullable LocatedPair next() throws IOException;

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
      PairFormat format = choices.formatOf(name);
      if (format == PairFormat.TSV && choices.areOpen() && FastTextPairs.begins(in)) {
        format = PairFormat.FASTTEXT;
      }
      TableFormat table = format.table();
      if (table != null) {
        return new RecordPairs(
            name, Records.open(name, in, table, choices.delimiter(), choices.columns()));
      }
      return switch (format) {
        case FASTTEXT -> new FastTextPairs(name, in);
        case CONLL -> new ConllPairs(name, in);
        default -> new LinePairs(name, in);
      };
    } catch (IOException | UserException e) {
      in.close();
      throw e;
    }
  }
}
