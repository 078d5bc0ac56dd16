package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.score.RowReport.Column;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A row for each character. */
final class CharacterReport extends RowReport {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("nats", 6),
          new Column("bits", 6),
          new Column("unknown", 0),
          new Column("file", 0),
          new Column("line", 0),
          new Column("column", 0),
          new Column("char", 0));

  private final Vocabulary vocabulary;
  private String file = "";
  private long line;
  private long column;

  CharacterReport(Vocabulary vocabulary, ScoreOptions asked, Console console) throws IOException {
    super(COLUMNS, asked, console);
    this.vocabulary = vocabulary;
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
    add(nats, List.of(nats, bits, unknown, file, line, column, text(unit)));
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
