package charwise.cli.pairs;

import charwise.cli.console.UserException;
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
 */
public record PairChoices(
    @Nullable String input,
    @Nullable String target,
    List<String> others,
    @Nullable PairFormat format) {
  /** The usual columns of a text whose format its name tells. */
  public static final PairChoices NONE = new PairChoices(null, null, List.of(), null);

  /**
   * Checks that columns are asked for where there are some.
   *
   * @throws UserException if not
   */
  public PairChoices {
    boolean columns = input != null || target != null || !others.isEmpty();
    if (format != null && !format.hasColumns() && columns) {
      throw UserException.usage(
          "only tsv, csv and jsonl have columns to choose from",
          "--format " + format,
          "leave --input, --target and other columns out, or the format");
    }
  }

  /** The usual columns of a text of that format. */
  public static PairChoices of(PairFormat format) {
    return new PairChoices(null, null, List.of(), format);
  }

  /** Whether the texts have tagged tokens, by the format asked for or the name of the first. */
  public boolean isConll(List<TextSource> sources) {
    return format == PairFormat.CONLL
        || (format == null
            && !sources.isEmpty()
            && PairFormat.ofName(sources.getFirst().name()) == PairFormat.CONLL);
  }

  /** Input, target and others, in this order. */
  List<Column> columns() {
    var columns = new ArrayList<Column>();
    columns.add(input != null ? Column.of("input", input) : Column.numbered("input", 1));
    columns.add(target != null ? Column.of("target", target) : Column.numbered("target", 2));
    for (String other : others) {
      columns.add(Column.of("further value", other));
    }
    return List.copyOf(columns);
  }

  /** Whether the user chose columns, so that the text must be one that has some. */
  boolean namesColumns() {
    return input != null || target != null || !others.isEmpty();
  }
}
