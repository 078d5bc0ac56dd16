package charwise.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record a line, its values separated by tabs, say. Empty lines are passed over. */
final class TsvRecords extends TableRecords {
  private final LineReader lines;
  private final Pattern delimiter;

  TsvRecords(String source, InputStream in, char delimiter, Columns columns) throws IOException {
    super(source, in, columns);
    this.lines = new LineReader(source, in);
    this.delimiter = Pattern.compile(String.valueOf(delimiter), Pattern.LITERAL);
    begin();
  }

  @Override
  @Nullable List<String> row() throws IOException {
    String line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    return line == null ? null : List.of(delimiter.split(line, -1));
  }

  @Override
  public long line() {
    return lines.number();
  }
}
