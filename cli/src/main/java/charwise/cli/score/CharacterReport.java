package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.score.RowPrinter.Column;
import charwise.engine.data.Units;
import charwise.engine.loss.Loss;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row for each character. */
final class CharacterReport extends RowReport {
  private long column;

  CharacterReport(SavedModel model, ScoreOptions asked, Console console) throws IOException {
    super(model, columns(model, asked), asked, console);
  }

  private static List<Column> columns(SavedModel model, ScoreOptions asked) {
    Column name = Column.text("file", asked.nameWidth());
    List<Column> columns = new ArrayList<>();
    columns.add(Column.number("nats", 6, 6));
    columns.add(Column.number("bits", 6, 6));
    columns.add(Column.number("unknown", 0, 7));
    columns.add(asked.texts().size() == 1 ? name.leftOut() : name);
    columns.add(Column.number("line", 0, 6));
    columns.add(Column.number("column", 0, 6));
    if (!model.conditions().isEmpty()) {
      columns.add(Column.text("condition", 12));
    }
    columns.add(Column.text("char", 0));
    return columns;
  }

  @Override
  public void begin(String name) {
    super.begin(name);
    column = 1;
  }

  @Override
  public void accept(int unit, double nats) throws IOException {
    long unknown = vocabulary.id(unit) >= 0 ? 0 : 1;
    double bits = nats / Loss.LN_2;
    List<Object> values = new ArrayList<>(List.of(nats, bits, unknown, file, line, column));
    addCondition(values);
    values.add(text(unit));
    row(nats, values);
    column++;
    if (unit == '\n') {
      line++;
      column = 1;
    }
  }

  private String text(int unit) {
    return vocabulary.units() == Units.BYTE && unit >= 0x80
        ? String.format(Locale.ROOT, "\\x%02x", unit)
        : Character.toString(unit);
  }
}
