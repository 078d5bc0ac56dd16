package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.ColumnReference;
import charwise.cli.input.Columns;
import charwise.cli.input.TextSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns pairs are read from and how; null where the user left it open.
 *
 * @param input name of the input's column, or its number from 1
 * @param target the same of the target's
 * @param others the same of whatever else is read, such as features
 * @param format how the text is written
 * @param delimiter what separates the values of a table
 */
public record PairChoices(
    @Nullable String input,
    @Nullable String target,
    List<String> others,
    @Nullable PairFormat format,
    @Nullable Character delimiter) {
  /** The usual columns of a text whose format its name tells. */
  public static final PairChoices NONE = new PairChoices(null, null, List.of(), null, null);

  /**
   * Checks that columns are asked for where there are some, and a delimiter where one is.
   *
   * @throws UserException if not
   */
  public PairChoices {
    boolean columns = input != null || target != null || !others.isEmpty();
    if (format != null && format.table() == null && columns) {
      throw UserException.usage(
          "only tsv, csv and jsonl have columns to choose from",
          "--format " + format,
          "leave --input, --target and other columns out, or the format");
    }
    if (delimiter != null && format != null && !format.isTable()) {
      throw UserException.usage(
          "only tsv and csv have a delimiter", "--format " + format, "leave --delimiter out");
    }
  }

  /** The usual columns of a text of that format. */
  public static PairChoices of(PairFormat format) {
    return new PairChoices(null, null, List.of(), format, null);
  }

  /** Whether the texts have tagged tokens, by the format asked for or the name of the first. */
  public boolean isConll(List<TextSource> sources) {
    return format == PairFormat.CONLL
        || (!sources.isEmpty() && formatOf(sources.getFirst().name()) == PairFormat.CONLL);
  }

  /** Input, target and others, in this order. */
  Columns columns() {
    var columns = new ArrayList<ColumnReference>();
    columns.add(
        input != null ? ColumnReference.of("input", input) : ColumnReference.usual("input", 1));
    columns.add(
        target != null ? ColumnReference.of("target", target) : ColumnReference.usual("target", 2));
    for (String other : others) {
      columns.add(ColumnReference.of("further value", other));
    }
    return new Columns(List.copyOf(columns), "--input and --target", true);
  }

  /** How a text of that name is written, if its beginning does not tell otherwise. */
  PairFormat formatOf(String name) {
    return format != null ? format : PairFormat.ofName(name, delimiter);
  }

  /** Whether nothing says that a text is a table, so that its beginning may tell otherwise. */
  boolean areOpen() {
    return format == null
        && delimiter == null
        && input == null
        && target == null
        && others.isEmpty();
  }
}
