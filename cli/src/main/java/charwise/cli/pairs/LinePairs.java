package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs that a text has in its lines, in a form of its own; here each line is an input alone. */
class LinePairs implements PairStream {
  private final String source;
  private final InputStream in;
  private final LineReader lines;

  LinePairs(String source, InputStream in) {
    this.source = source;
    this.in = in;
    this.lines = new LineReader(source, in);
  }

  /** Empty lines are passed over, those of white space are not. */
  @Override
  public @Nullable LocatedPair next() throws IOException {
    String line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    return line == null ? null : pair(line, "", lines.number());
  }

  final LineReader lines() {
    return lines;
  }

  final LocatedPair pair(String input, String target, long line) {
    return new LocatedPair(input, target, List.of(), source, line);
  }

  /** The error that the line last read is no pair. */
  final UserException refused(String what, String whatToDo) {
    return UserException.failure("line " + lines.number() + " " + what, source, whatToDo);
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
