package charwise.cli.score;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.VisibleText;
import charwise.engine.json.Json;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints rows as they come or, with {@code --sort}, at the end. Sorting keeps all rows in memory,
 * or as many as are wanted.
 */
final class RowPrinter implements RowSink {
  /**
   * A column.
   *
   * @param name its heading, also its key in JSON
   * @param digits after the dot of its fractions
   * @param width on a terminal; 0 for what comes last, of any width, and less if it is left out
   *     there
   * @param isText whether it is no number
   */
  record Column(String name, int digits, int width, boolean isText) implements Serializable {
    private static final int LEFT_OUT = -1;

    static Column number(String name, int digits, int width) {
      return new Column(name, digits, width, false);
    }

    static Column text(String name, int width) {
      return new Column(name, 0, width, true);
    }

    /** The same, not shown on a terminal. */
    Column leftOut() {
      return new Column(name, digits, LEFT_OUT, isText);
    }

    /** A value as a table holds it. */
    String cell(Object value) {
      return switch (value) {
        case Double number when number.isNaN() -> "";
        case Double number -> NumberText.fixed(number, digits);
        default -> value.toString();
      };
    }

    boolean isShown() {
      return width != LEFT_OUT;
    }
  }

  private static final String GAP = "  ";

  /** On a terminal, fractions have so many digits after the dot at most. */
  private static final int SHOWN_DIGITS = 3;

  /** From there on a number is shown by its magnitude. */
  private static final double LARGE = 1e6;

  /** The least room for a text at the end of a row; a narrower terminal wraps it. */
  private static final int LEAST_ROOM = 20;

  private static final String CUT = "…";

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
  @Override
  public void begin() throws IOException {
    if (!begun && !options.json.given()) {
      console
          .out()
          .println(
              console.terminal().output()
                  ? console
                      .outputStyle()
                      .bold(aligned(columns.stream().map(RowPrinter::title).toList()))
                  : columns.stream().map(Column::name).collect(Collectors.joining("\t")));
    }
    begun = true;
  }

  /** Prints a row, or keeps it to be sorted by {@code nats}. Values are numbers or texts. */
  @Override
  public void add(double nats, List<Object> values) throws IOException {
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
  @Override
  public boolean aboveThreshold() {
    return above;
  }

  @Override
  public void flush() throws IOException {
    console.out().flush();
  }

  /** Prints the rows that are sorted. */
  @Override
  public void close() throws IOException {
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
    console
        .out()
        .println(
            options.json.given()
                ? json(columns, row.values())
                : console.terminal().output() ? aligned(shown(row)) : line(row));
  }

  /** A heading as it stands on a terminal, where there is less room. */
  private static String title(Column column) {
    return column.name().replace("_per_char", "");
  }

  /** The values of a row as a terminal shows them. */
  private List<String> shown(Row row) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> shown(row.values().get(i), columns.get(i).digits()))
        .toList();
  }

  private static String shown(Object value, int digits) {
    return switch (value) {
      case Double number when number.isNaN() -> "";
      case Double number when number >= LARGE -> NumberText.significant(number, SHOWN_DIGITS);
      case Double number -> NumberText.fixed(number, Math.min(SHOWN_DIGITS, digits));
      case Long number -> Long.toString(number);
      case Object text -> VisibleText.line(text.toString());
    };
  }

  /** Cells below one another: numbers to the right, the last cell cut where the terminal ends. */
  private String aligned(List<String> cells) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.get(i);
      if (!column.isShown()) {
        continue;
      }
      line.append(line.isEmpty() ? "" : GAP);
      if (column.width() == 0) {
        int room = console.terminal().columns().getAsInt() - CharacterWidth.of(line.toString());
        line.append(cut(cells.get(i), Math.max(LEAST_ROOM, room)));
        continue;
      }
      int padding = Math.max(0, column.width() - CharacterWidth.of(cells.get(i)));
      line.repeat(' ', column.isText() ? 0 : padding);
      line.append(cells.get(i));
      line.repeat(' ', column.isText() ? padding : 0);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int room) {
    if (CharacterWidth.of(text) <= room) {
      return text;
    }
    int end = 0;
    int width = CUT.length();
    while (width + CharacterWidth.of(text.codePointAt(end)) <= room) {
      width += CharacterWidth.of(text.codePointAt(end));
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end) + CUT;
  }

  private String line(Row row) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            i ->
                row.values().get(i) instanceof String text
                    ? VisibleText.line(text)
                    : columns.get(i).cell(row.values().get(i)))
        .collect(Collectors.joining("\t"));
  }

  /** A row as a JSON object. */
  static String json(List<Column> columns, List<Object> values) {
    var json = new LinkedHashMap<String, Object>();
    for (int i = 0; i < columns.size(); i++) {
      json.put(columns.get(i).name(), values.get(i));
    }
    return Json.write(json);
  }
}
