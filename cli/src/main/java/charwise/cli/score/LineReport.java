package charwise.cli.score;

import charwise.engine.data.Vocabulary;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A row for each line: what it costs with its line feed, and its number and beginning. */
final class LineReport implements ScoreReport {
  /** Of a longer line, the table shows that many characters. */
  static final int LONGEST_TEXT = 1000;

  static final List<Column> COLUMNS =
      Stream.concat(
              Cost.COLUMNS.stream(),
              Stream.of(new Column("file", 0), new Column("line", 0), new Column("text", 0)))
          .toList();

  private final Vocabulary vocabulary;
  private final Table table;
  private final Cost cost = new Cost();
  private final UnitText text;
  private String file = "";
  private long line;
  private long length;

  LineReport(Vocabulary vocabulary, Table table) {
    this.vocabulary = vocabulary;
    this.table = table;
    this.text = new UnitText(vocabulary.units());
  }

  @Override
  public void begin(String name) {
    file = name;
    line = 1;
  }

  @Override
  public void accept(int unit, double nats) throws IOException {
    cost.add(nats, vocabulary.id(unit) >= 0);
    length++;
    if (unit == '\n') {
      endLine();
    } else if (length <= LONGEST_TEXT) {
      text.append(unit);
    }
  }

  private void endLine() throws IOException {
    table.add(cost.row(file, line, text.take()));
    cost.clear();
    line++;
    length = 0;
  }

  @Override
  public void waiting() throws IOException {
    table.flush();
  }

  @Override
  public void end() throws IOException {
    if (length > 0) {
      endLine();
    }
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
