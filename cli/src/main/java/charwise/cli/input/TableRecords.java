package charwise.cli.input;

import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a table. If a column is asked for by its name, the first row names the columns; if all
 * are numbered, it is a record like any other. Every row has as many values as the first.
 */
abstract class TableRecords extends Records {
  private static final String DELIMITERS = ";|\t,";

  private final Columns columns;
  private final boolean hasHeader;
  private int[] indexes = new int[0];
  private int width = -1;

  TableRecords(String source, InputStream in, Columns columns) {
    super(source, in);
    this.columns = columns;
    this.hasHeader = columns.list().stream().anyMatch(ColumnReference::isNamed);
  }

  /** The values of the next row that is not empty, or null at the end. */
  abstract @Nullable List<String> row() throws IOException;

  /** Reads the header, if there is one. */
  final void begin() throws IOException {
    List<String> names = List.of();
    if (hasHeader) {
      List<String> header = row();
      if (header == null) {
        throw UserException.failure("an empty table", source(), "name one with a header");
      }
      names = header.stream().map(String::strip).toList();
      width = names.size();
    }
    indexes = new int[columns.list().size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = columns.list().get(i).index(names, source());
    }
  }

  @Override
  public final @Nullable List<String> next() throws IOException {
    List<String> row = row();
    if (row == null) {
      return null;
    }
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] >= row.size()) {
        throw lacks(columns.list().get(i), row);
      }
    }
    if (width < 0) {
      width = row.size();
    }
    if (row.size() != width) {
      throw UserException.failure(
          "line "
              + line()
              + " has "
              + NumberText.counted(row.size(), "value")
              + ", the first line "
              + width,
          source(),
          "correct the line");
    }
    List<String> values = new ArrayList<>(indexes.length);
    for (int index : indexes) {
      values.add(row.get(index));
    }
    return List.copyOf(values);
  }

  @Override
  public final long incomplete() {
    return 0;
  }

  private UserException lacks(ColumnReference column, List<String> row) {
    return UserException.failure(
        "line "
            + line()
            + " has "
            + NumberText.counted(row.size(), "value")
            + ", and the "
            + column.role()
            + " is number "
            + (column.isNamed() ? "of " + column.name() : column.number()),
        source(),
        row.size() > 1 || width > 1
            ? "correct the line, or choose columns with " + columns.choosing()
            : remedy(row.getFirst().strip()));
  }

  /** What to do about a line that is a single value, and should be several. */
  private static String remedy(String line) {
    if (line.startsWith("{")) {
      return "if this is JSON Lines, say --format jsonl";
    }
    char delimiter = delimiterIn(line);
    return delimiter == ','
        ? "separate its values by a tab, or say --format csv if commas do"
        : delimiter == 0
            ? "separate its values by a tab"
            : "say what separates its values: --delimiter " + shown(delimiter);
  }

  /** Which columns a table has, as a remedy for one that was not found. */
  static String columnsAre(List<String> names) {
    char delimiter = names.size() == 1 ? delimiterIn(names.getFirst()) : 0;
    return "its columns are "
        + Excerpt.of(String.join(", ", names))
        + (delimiter == 0 ? "" : "; if they are several, add --delimiter " + shown(delimiter));
  }

  private static char delimiterIn(String line) {
    return (char) DELIMITERS.chars().filter(c -> line.indexOf(c) >= 0).findFirst().orElse(0);
  }

  private static String shown(char delimiter) {
    return delimiter == '\t' ? "'\\t'" : "'" + delimiter + "'";
  }
}
