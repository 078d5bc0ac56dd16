package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.VisibleText;
import charwise.engine.json.Json;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * Prints rows as they come or, with {@code --sort}, at the end. Sorting keeps all rows in memory,
 * or as many as are wanted.
 */
final class RowPrinter {
  /** A column: its heading, also its key in JSON, and the digits after the dot of its fractions. */
  record Column(String name, int digits) {}

  private final List<Column> columns;
  private final ScoreOptions options;
  private final Console console;

  /** The rows to be sorted, with the least surprising one first. */
  private final PriorityQueue<Row> rows = new PriorityQueue<>();

  private long added;
  private boolean begun;
  private boolean above;

  /**
   * A row with its number. Of equally surprising rows the first one comes first; NaN comes last.
   */
  private record Row(double nats, long number, List<Object> values) implements Comparable<Row> {
    @Override
    public int compareTo(Row other) {
      int byNats = Double.compare(surprise(), other.surprise());
      return byNats != 0 ? byNats : Long.compare(other.number, number);
    }

    private double surprise() {
      return Double.isNaN(nats) ? Double.NEGATIVE_INFINITY : nats;
    }
  }

  RowPrinter(List<Column> columns, ScoreOptions options, Console console) {
    this.columns = columns;
    this.options = options;
    this.console = console;
  }

  /** Prints the header before the first row, unless rows are JSON objects. */
  void begin() throws IOException {
    if (!begun && !options.json.given()) {
      console.out().println(columns.stream().map(Column::name).collect(Collectors.joining("\t")));
    }
    begun = true;
  }

  /** Prints a row, or keeps it to be sorted by {@code nats}. Values are numbers or texts. */
  void add(double nats, List<Object> values) throws IOException {
    if (options.threshold != null) {
      if (!(nats / Loss.LN_2 >= options.threshold)) {
        return;
      }
      above = true;
    }
    var row = new Row(nats, added++, values);
    if (!options.sorted()) {
      print(row);
      return;
    }
    rows.add(row);
    if (options.top != null && rows.size() > options.top) {
      rows.remove();
    }
  }

  /** Whether a row was at or above the threshold, if there is one. */
  boolean aboveThreshold() {
    return above;
  }

  void flush() throws IOException {
    console.out().flush();
  }

  /** Prints the rows that are sorted. */
  void close() throws IOException {
    Row[] ascending = new Row[rows.size()];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = rows.remove();
    }
    for (int i = ascending.length - 1; i >= 0; i--) {
      print(ascending[i]);
    }
    flush();
  }

  private void print(Row row) throws IOException {
    begin();
    console.out().println(options.json.given() ? json(row) : line(row));
  }

  private String line(Row row) {
    var line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      line.append(i == 0 ? "" : "\t");
      line.append(
          switch (row.values().get(i)) {
            case Double number when number.isNaN() -> "";
            case Double number -> NumberText.fixed(number, columns.get(i).digits());
            case Long number -> Long.toString(number);
            case Object text -> VisibleText.line(text.toString());
          });
    }
    return line.toString();
  }

  private String json(Row row) {
    var json = new LinkedHashMap<String, Object>();
    for (int i = 0; i < columns.size(); i++) {
      json.put(columns.get(i).name(), row.values().get(i));
    }
    return Json.write(json);
  }
}
