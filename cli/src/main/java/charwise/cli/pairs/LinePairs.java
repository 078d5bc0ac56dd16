package charwise.cli.pairs;

import charwise.cli.input.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of plain text, each an input without a target. Empty lines are passed over. */
final class LinePairs implements PairStream {
  private final String source;
  private final InputStream in;
  private final LineReader lines;

  LinePairs(String source, InputStream in) {
    this.source = source;
    this.in = in;
    this.lines = new LineReader(source, in);
  }

  @Override
  public @Nullable Pair next() throws IOException {
    String line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    return line == null ? null : new Pair(line, "", List.of(), source, lines.number());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
