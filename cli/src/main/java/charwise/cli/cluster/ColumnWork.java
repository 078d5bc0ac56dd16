package charwise.cli.cluster;

import charwise.cli.input.ColumnChoice;
import charwise.cli.input.TextSource;
import charwise.engine.cluster.LineWork;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Work on the lines of texts or, of tables, on the values of a column. */
public interface ColumnWork extends LineWork {
  /** The column to read; null where files are texts. */
  @Nullable String column();

  @Override
  default boolean takesFileLines() {
    return column() == null;
  }

  /** A column is read as on one machine, without notes, which nobody would see. */
  @Override
  default InputStream lines(String file, InputStream in) throws IOException {
    String column = column();
    return column == null
        ? in
        : new TextSource(file, null, () -> in)
            .column(new ColumnChoice(column, null, null), note -> {})
            .opener()
            .open();
  }
}
