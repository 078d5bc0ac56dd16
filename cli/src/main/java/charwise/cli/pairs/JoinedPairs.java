package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs of several texts. */
final class JoinedPairs implements PairStream {
  private final Iterator<TextSource> sources;
  private final PairChoices choices;
  private @Nullable PairStream current;

  JoinedPairs(List<TextSource> sources, PairChoices choices) {
    this.sources = List.copyOf(sources).iterator();
    this.choices = choices;
  }

  @Override
  public @Nullable LocatedPair next() throws IOException {
    LocatedPair pair = current == null ? null : current.next();
    while (pair == null && sources.hasNext()) {
      close();
      TextSource source = sources.next();
      current = PairStream.open(source, choices);
      pair = current.next();
      if (pair == null) {
        throw UserException.failure("no pairs", source.name(), "name a text that has some");
      }
    }
    return pair;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
