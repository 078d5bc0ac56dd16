package charwise.cli.score;

import charwise.cli.console.Console;
import charwise.cli.score.RowReport.Column;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.loss.Loss;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row for each file, or for each line, with what its units cost together. A line includes its
 * line feed, and is shown with its number and its beginning.
 */
final class CostReport extends RowReport {
  /** The most characters of a line that are shown. */
  private static final int LONGEST_TEXT = 1000;

  private static final List<Column> FILE_COLUMNS =
      List.of(
          new Column("nats_per_char", 6),
          new Column("bits_per_char", 6),
          new Column("perplexity", 4),
          new Column("chars", 0),
          new Column("unknown", 0),
          new Column("file", 0));

  private static final List<Column> LINE_COLUMNS =
      Stream.concat(FILE_COLUMNS.stream(), Stream.of(new Column("line", 0), new Column("text", 0)))
          .toList();

  private final Vocabulary vocabulary;
  private final boolean byLine;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private String file = "";
  private long line;
  private long length;
  private double nats;
  private long chars;
  private long unknown;

  CostReport(boolean byLine, Vocabulary vocabulary, ScoreOptions asked, Console console)
      throws IOException {
    super(byLine ? LINE_COLUMNS : FILE_COLUMNS, asked, console);
    this.byLine = byLine;
    this.vocabulary = vocabulary;
  }

  @Override
  public void begin(String name) {
    file = name;
    line = 1;
  }

  /** Adds a unit; the first unit of a text has no cost, and does not count. */
  @Override
  public void accept(int unit, double unitNats) throws IOException {
    if (!Double.isNaN(unitNats)) {
      nats += unitNats;
      chars++;
    }
    if (vocabulary.id(unit) < 0) {
      unknown++;
    }
    length++;
    if (byLine && unit == '\n') {
      endRow();
    } else if (byLine && length <= LONGEST_TEXT) {
      append(unit);
    }
  }

  private void append(int unit) {
    if (vocabulary.units() == Units.BYTE) {
      text.write(unit);
    } else {
      text.writeBytes(Character.toString(unit).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void endRow() throws IOException {
    var loss = new Loss(nats, chars);
    List<Object> values = new ArrayList<>();
    values.add(loss.natsPerCharacter());
    values.add(loss.bitsPerCharacter());
    values.add(loss.perplexity());
    values.add(chars);
    values.add(unknown);
    values.add(file);
    if (byLine) {
      values.add(line++);
      values.add(text.toString(StandardCharsets.UTF_8));
    }
    add(loss.natsPerCharacter(), values);
    text.reset();
    nats = 0;
    chars = 0;
    unknown = 0;
    length = 0;
  }

  @Override
  public void end() throws IOException {
    if (!byLine || length > 0) {
      endRow();
    }
    super.end();
  }
}
