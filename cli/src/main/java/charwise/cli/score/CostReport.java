package charwise.cli.score;

import charwise.cli.console.UserException;
import charwise.cli.score.RowPrinter.Column;
import charwise.engine.data.Units;
import charwise.engine.loss.Loss;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row for each file, or for each line, with what its units cost together. A line includes its
 * line feed, and is shown with its number and its beginning.
 */
final class CostReport extends RowReport {
  /** The most characters of a line that are shown. */
  private static final int LONGEST_TEXT = 1000;

  private final boolean byLine;
  private final @Nullable LineMask mask;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private long length;
  private double nats;
  private long chars;
  private long unknown;

  /**
   * A report of what a model says.
   *
   * @param masked the part of a line that does not count, if any
   * @param rows takes a value for each of {@link #columns}
   */
  CostReport(boolean byLine, SavedModel model, @Nullable Pattern masked, RowSink rows) {
    super(model, rows);
    this.byLine = byLine;
    this.mask = masked == null ? null : new LineMask(masked);
  }

  /**
   * What rows hold.
   *
   * @param single whether there is one text only
   * @param nameWidth how many columns of a terminal the names of texts take
   */
  static List<Column> columns(
      boolean byLine, Conditions conditions, boolean single, int nameWidth) {
    Column perplexity = Column.number("perplexity", 4, 10);
    Column file = Column.text("file", nameWidth);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.number("nats_per_char", 6, 6));
    columns.add(Column.number("bits_per_char", 6, 6));
    columns.add(byLine ? perplexity.leftOut() : perplexity);
    columns.add(Column.number("chars", 0, byLine ? 5 : 9));
    columns.add(Column.number("unknown", 0, 7));
    columns.add(byLine && single ? file.leftOut() : file);
    if (byLine) {
      columns.add(Column.number("line", 0, 6));
      if (!conditions.isEmpty()) {
        columns.add(Column.text("condition", 12));
      }
      columns.add(Column.text("text", 0));
    }
    return columns;
  }

  /** Adds a unit; the first unit of a text has no cost, and does not count. */
  @Override
  public void accept(int unit, double unitNats) throws IOException {
    if (mask != null && unit != '\n') {
      mask.add(unit, unitNats);
    } else {
      count(unitNats);
    }
    if (mask != null && unit == '\n') {
      mask.end(this::count);
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

  private void count(double unitNats) {
    if (!Double.isNaN(unitNats)) {
      nats += unitNats;
      chars++;
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
    if (chars == 0 && !byLine) {
      throw UserException.failure(
          length == 0 ? "the text is empty" : "the text is too short to measure",
          file,
          "name one with at least two characters");
    }
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
      addCondition(values);
      values.add(text.toString(StandardCharsets.UTF_8));
    }
    row(loss.natsPerCharacter(), values);
    text.reset();
    nats = 0;
    chars = 0;
    unknown = 0;
    length = 0;
  }

  @Override
  public void end() throws IOException {
    if (mask != null) {
      mask.end(this::count);
    }
    if (!byLine || length > 0) {
      endRow();
    }
    super.end();
  }
}
