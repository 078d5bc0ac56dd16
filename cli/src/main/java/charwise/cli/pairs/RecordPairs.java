package charwise.cli.pairs;

import charwise.cli.input.Records;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs that are records of a table or of JSON Lines. Line breaks within a value become spaces.
 *
 * @param records their first value is the input, the second the target
 */
record RecordPairs(String source, Records records) implements PairStream {
  @Override
  public @Nullable LocatedPair next() throws IOException {
    List<String> values = records.next();
    if (values == null) {
      return null;
    }
    List<String> all = values.stream().map(LocatedPair::onOneLine).toList();
    return new LocatedPair(
        all.get(0), all.get(1), all.subList(2, all.size()), source, records.line());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
