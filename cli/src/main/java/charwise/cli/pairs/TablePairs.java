package charwise.cli.pairs;

import charwise.cli.console.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs in a table. If a column is asked for by its name, the first row names the columns; if all
 * are numbered, it is a pair like any other. Every row has as many values as the first.
 */
abstract class TablePairs implements PairStream {
  private final String source;
  private final List<Column> columns;
  private final boolean hasHeader;
  private int[] indexes = new int[0];
  private int width = -1;

  TablePairs(String source, List<Column> columns) {
    this.source = source;
    this.columns = columns;
    this.hasHeader = columns.stream().anyMatch(Column::isNamed);
  }

  /** The values of the next row that is not empty, or null at the end. */
  abstract @Nullable List<String> row() throws IOException;

  /** The number of the line on which the row last read ends, from 1. */
  abstract long line();

  /** Reads the header, if there is one. */
  final void begin() throws IOException {
    List<String> names = List.of();
    if (hasHeader) {
      List<String> header = row();
      if (header == null) {
        throw UserException.failure("an empty table", source, "name one with a header");
      }
      names = header.stream().map(String::strip).toList();
      width = names.size();
    }
    indexes = new int[columns.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = columns.get(i).index(names, source);
    }
  }

  @Override
  public final @Nullable Pair next() throws IOException {
    List<String> row = row();
    if (row == null) {
      return null;
    }
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] >= row.size()) {
        throw lacks(columns.get(i), row);
      }
    }
    if (width < 0) {
      width = row.size();
    }
    if (row.size() != width) {
      throw UserException.failure(
          "line " + line() + " has " + values(row.size()) + ", the first line " + width,
          source,
          "correct the line");
    }
    List<String> others = new ArrayList<>();
    for (int i = 2; i < indexes.length; i++) {
      others.add(row.get(indexes[i]));
    }
    return new Pair(
        row.get(indexes[0]), row.get(indexes[1]), List.copyOf(others), source, line());
  }

  private UserException lacks(Column column, List<String> row) {
    String first = row.getFirst().strip();
    return UserException.failure(
        "line " + line() + " has " + values(row.size()) + ", and the " + column.role()
            + " is number " + (column.isNamed() ? "of " + column.name() : column.number()),
        source,
        row.size() > 1 || width > 1
            ? "correct the line, or choose columns with --input and --target"
            : first.startsWith("{")
                ? "if this is JSON Lines, say --format jsonl"
                : first.contains(",")
                    ? "separate its values by a tab, or say --format csv if commas do"
                    : "separate its values by a tab");
  }

  private static String values(int count) {
    return count == 1 ? "1 value" : count + " values";
  }
}
