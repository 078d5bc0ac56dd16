package charwise.cli.score;

import charwise.engine.loss.Loss;
import java.util.ArrayList;
import java.util.List;

/** What some units cost together: the columns that tables of files and of lines have in common. */
final class Cost {
  static final List<Column> COLUMNS =
      List.of(
          new Column("nats_per_char", 6),
          new Column("bits_per_char", 6),
          new Column("perplexity", 4),
          new Column("chars", 0),
          new Column("unknown", 0));

  private double nats;
  private long chars;
  private long unknown;

  /** Adds a unit; one that follows nothing has no cost and is left out. */
  void add(double unitNats, boolean known) {
    if (!Double.isNaN(unitNats)) {
      nats += unitNats;
      chars++;
    }
    if (!known) {
      unknown++;
    }
  }

  /** A row that begins with {@link #COLUMNS}. */
  Row row(Object... more) {
    Loss loss = new Loss(nats, chars);
    List<Object> values = new ArrayList<>(COLUMNS.size() + more.length);
    values.add(loss.natsPerCharacter());
    values.add(loss.bitsPerCharacter());
    values.add(loss.perplexity());
    values.add(chars);
    values.add(unknown);
    values.addAll(List.of(more));
    return new Row(loss.natsPerCharacter(), values);
  }

  /** Forgets all units. */
  void clear() {
    nats = 0;
    chars = 0;
    unknown = 0;
  }
}
