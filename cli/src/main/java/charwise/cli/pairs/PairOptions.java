package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.option.DelimiterOption;
import charwise.engine.data.TargetUnits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How pairs are read; null where left open. */
public final class PairOptions {
  public static final String HEADING = "%nPairs:%n";

  @Option(
      names = "--input",
      paramLabel = "COL",
      description =
          "Column of the inputs: a name in a table whose first line names its columns, a field of"
              + " JSON Lines, or a number, from 1, in a table without names. Default: 1; of JSON"
              + " Lines, input.")
  private @Nullable String input;

  @Option(
      names = "--target",
      paramLabel = "COL",
      description = "Column of the targets, in the same way. Default: 2; of JSON Lines, target.")
  private @Nullable String target;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How pairs are written: ${COMPLETION-CANDIDATES}. fasttext has a label, marked as"
              + " fastText marks it, before the text;"
              + " conll a token a line, its tag in the last column, and an empty line between"
              + " sentences; lines plain text. Default: csv, jsonl or conll if the file's name ends"
              + " so, fasttext if the file begins so, else tsv; so standard input, which has no"
              + " name, is tsv or fasttext.")
  private @Nullable PairFormat format;

  @ArgGroup(validate = false)
  private DelimiterOption delimiter = new DelimiterOption();

  @Option(
      names = "--target-units",
      paramLabel = "UNITS",
      description =
          "What a target is a sequence of: ${COMPLETION-CANDIDATES}. A token is what stands between"
              + " spaces, such as a sound in a pronunciation. Default: codepoint.")
  private @Nullable TargetUnits targetUnits;

  @Option(
      names = "--features",
      paramLabel = "COL",
      description =
          "transduce: a column of what is known of an input besides, such as V;PST where a verb is"
              + " to be put into the past: what stands between semicolons is read before the input,"
              + " a unit each. Several may be named, one option each.")
  private List<String> features = new ArrayList<>();

  /**
   * Columns and format.
   *
   * @param others further columns, by name or number
   */
  public PairChoices choices(List<String> others) {
    return new PairChoices(input, target, others, format, delimiter.character());
  }

  /**
   * Columns and format, of pairs whose target stands in a column that another option names.
   *
   * @param others further columns, by name or number
   */
  public PairChoices choices(String targetColumn, List<String> others) {
    return new PairChoices(input, targetColumn, others, format, delimiter.character());
  }

  /**
   * The column that is read in place of the whole text.
   *
   * @param column its name or number; null for the whole text
   * @throws UserException if the format has no columns
   */
  public @Nullable ColumnChoice column(@Nullable String column) {
    if (column == null) {
      return null;
    }
    if (format != null && format.table() == null) {
      throw UserException.usage(
          "a column is read from tsv, csv or jsonl", "--format " + format, "leave one of them out");
    }
    return new ColumnChoice(column, format == null ? null : format.table(), delimiter.character());
  }

  /** Columns of features, by name or number; none for most pairs. */
  public List<String> features() {
    return features;
  }

  /** What targets are sequences of, or null. */
  public @Nullable TargetUnits targetUnits() {
    return targetUnits;
  }
}
