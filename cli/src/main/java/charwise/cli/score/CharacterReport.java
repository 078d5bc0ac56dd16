package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.score.RowPrinter.Column;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.loss.Loss;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row for each character. */
final class CharacterReport implements ScoreReport {
  private Vocabulary vocabulary;
  private final Conditions conditions;
  private final RowPrinter rows;
  private String file = "";
  private long line;
  private long column;
  private int condition;

  CharacterReport(SavedModel model, ScoreOptions asked, Console console) throws IOException {
    this.vocabulary = model.vocabulary();
    this.conditions = model.conditions();
    Column name = Column.text("file", asked.nameWidth());
    List<Column> columns = new ArrayList<>();
    columns.add(Column.number("nats", 6, 6));
    columns.add(Column.number("bits", 6, 6));
    columns.add(Column.number("unknown", 0, 7));
    columns.add(asked.texts().size() == 1 ? name.leftOut() : name);
    columns.add(Column.number("line", 0, 6));
    columns.add(Column.number("column", 0, 6));
    if (!conditions.isEmpty()) {
      columns.add(Column.text("condition", 12));
    }
    columns.add(Column.text("char", 0));
    this.rows = new RowPrinter(columns, asked, console);
  }

  @Override
  public void vocabulary(Vocabulary known) {
    vocabulary = known;
  }

  @Override
  public void condition(int id) {
    condition = id;
  }

  @Override
  public void begin(String name) {
    file = name;
    line = 1;
    column = 1;
  }

  @Override
  public void accept(int unit, double nats) throws IOException {
    long unknown = vocabulary.id(unit) >= 0 ? 0 : 1;
    double bits = nats / Loss.LN_2;
    List<Object> values = new ArrayList<>(List.of(nats, bits, unknown, file, line, column));
    if (!conditions.isEmpty()) {
      values.add(conditions.names().get(condition));
    }
    values.add(text(unit));
    rows.add(nats, values);
    column++;
    if (unit == '\n') {
      line++;
      column = 1;
    }
  }

  @Override
  public void emptyLine() {
    line++;
  }

  private String text(int unit) {
    return vocabulary.units() == Units.BYTE && unit >= 0x80
        ? String.format(Locale.ROOT, "\\x%02x", unit)
        : Character.toString(unit);
  }

  @Override
  public boolean aboveThreshold() {
    return rows.aboveThreshold();
  }

  @Override
  public void waiting() throws IOException {
    rows.flush();
  }

  @Override
  public void end() throws IOException {
    rows.begin();
    rows.flush();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
