package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.score.RowPrinter.Column;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.SavedModel;
import java.io.IOException;
import java.util.List;

/** A report in rows, and where in the texts they stand. */
abstract class RowReport implements ScoreReport {
  private final Conditions conditions;
  private final RowPrinter rows;
  Vocabulary vocabulary;
  String file = "";
  long line;
  private int condition;

  RowReport(SavedModel model, List<Column> columns, ScoreOptions asked, Console console)
      throws IOException {
    this.vocabulary = model.vocabulary();
    this.conditions = model.conditions();
    this.rows = new RowPrinter(columns, asked, console);
  }

  /** Adds a row, which is ranked by its nats. */
  final void row(double nats, List<Object> values) throws IOException {
    rows.add(nats, values);
  }

  /** Adds the condition that a line was read under, if the model has any. */
  final void addCondition(List<Object> values) {
    if (!conditions.isEmpty()) {
      values.add(conditions.names().get(condition));
    }
  }

  @Override
  public final void vocabulary(Vocabulary known) {
    vocabulary = known;
  }

  @Override
  public final void condition(int id) {
    condition = id;
  }

  @Override
  public void begin(String name) {
    file = name;
    line = 1;
  }

  @Override
  public final void emptyLine() {
    line++;
  }

  @Override
  public final boolean aboveThreshold() {
    return rows.aboveThreshold();
  }

  @Override
  public final void waiting() throws IOException {
    rows.flush();
  }

  @Override
  public void end() throws IOException {
    rows.begin();
    rows.flush();
  }

  @Override
  public final void close() throws IOException {
    rows.close();
  }
}
