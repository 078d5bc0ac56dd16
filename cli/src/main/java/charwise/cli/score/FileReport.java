package charwise.cli.score;

import charwise.engine.data.Vocabulary;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A row for each file. */
final class FileReport implements ScoreReport {
  static final List<Column> COLUMNS =
      Stream.concat(Cost.COLUMNS.stream(), Stream.of(new Column("file", 0))).toList();

  private final Vocabulary vocabulary;
  private final Table table;
  private final Cost cost = new Cost();
  private String file = "";

  FileReport(Vocabulary vocabulary, Table table) {
    this.vocabulary = vocabulary;
    this.table = table;
  }

  @Override
  public void begin(String name) {
    file = name;
    cost.clear();
  }

  @Override
  public void accept(int unit, double nats) {
    cost.add(nats, vocabulary.id(unit) >= 0);
  }

  @Override
  public void end() throws IOException {
    table.add(cost.row(file));
    table.flush();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
