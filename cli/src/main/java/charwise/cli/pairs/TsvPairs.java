package charwise.cli.pairs;

import charwise.cli.input.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pair a line, its values separated by tabs. Empty lines are passed over. */
final class TsvPairs extends TablePairs {
  private final InputStream in;
  private final LineReader lines;

  TsvPairs(String source, InputStream in, List<Column> columns) throws IOException {
    super(source, columns);
    this.in = in;
    this.lines = new LineReader(source, in);
    begin();
  }

  @Override
  @Nullable List<String> row() throws IOException {
    String line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    return line == null ? null : List.of(line.split("\t", -1));
  }

  @Override
  long line() {
    return lines.number();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
