package charwise.spark;

import charwise.engine.cluster.Lines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column, a line for each record, whose line breaks become spaces. The columns of
 * the rows are the value, the file and the number of the record in it, from 0.
 */
final class TableSource implements RowIterator.Source {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final int CHUNK = 1 << 20;

  private final Iterator<Row> rows;
  private final UnaryOperator<String> names;
  private @Nullable Row waiting;

  TableSource(Iterator<Row> rows, UnaryOperator<String> names) {
    this.rows = rows;
    this.names = names;
  }

  @Override
  public @Nullable Lines next() {
    Row first = take();
    if (first == null) {
      return null;
    }
    String file = first.getString(1);
    long begin = first.getLong(2);
    var text = new ByteArrayOutputStream();
    add(first, text);
    long count = 1;
    Row row = take();
    while (row != null
        && row.getString(1).equals(file)
        && row.getLong(2) == begin + count
        && text.size() < CHUNK) {
      add(row, text);
      count++;
      row = take();
    }
    waiting = row;
    return new Lines(names.apply(file), begin + 1, 0, text.toByteArray());
  }

  private @Nullable Row take() {
    Row row = waiting;
    waiting = null;
    return row != null ? row : rows.hasNext() ? rows.next() : null;
  }

  private static void add(Row row, ByteArrayOutputStream text) {
    Object value = row.isNullAt(0) ? "" : row.get(0);
    String line = onOneLine(String.valueOf(value)) + "\n";
    text.writeBytes(line.getBytes(StandardCharsets.UTF_8));
  }

  /** A value whose line breaks are spaces. */
  static String onOneLine(String value) {
    return LINE_BREAK.matcher(value).replaceAll(" ");
  }

  @Override
  public void close() {
    // Spark closes what it has opened.
  }
}
