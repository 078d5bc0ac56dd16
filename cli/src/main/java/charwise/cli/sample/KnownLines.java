package charwise.cli.sample;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.engine.data.Corpus;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of lines. Keeps a 64-bit hash of each, so that a million lines take 8 MB; among a million,
 * the probability that a line is mistaken for one of them is 5e-14.
 */
final class KnownLines {
  /** A hash takes 8 bytes, and three times as much while the array grows. */
  private static final long MEMORY_PER_LINE = 32;

  private static final int MOST_LINES =
      (int) Math.min(100_000_000, Runtime.getRuntime().maxMemory() / MEMORY_PER_LINE);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes = new long[1024];
  private int count;

  /**
   * Reads the lines of the text that {@code corpus} names.
   *
   * @param column of a table; null for the text itself
   * @param units those of the model
   */
  static KnownLines read(String corpus, @Nullable ColumnChoice column, Units units, Console console)
      throws IOException {
    var lines = new KnownLines();
    for (TextSource source : new CorpusArguments(List.of(corpus), console).sources()) {
      TextSource text = source.column(column, console);
      try (InputStream in = text.opener().open()) {
        lines.add(new UnitReader(text.name(), in, units));
      }
    }
    Arrays.sort(lines.hashes, 0, lines.count);
    return lines;
  }

  private void add(UnitReader text) throws IOException {
    long hash = FNV_OFFSET;
    boolean returned = false;
    int last = '\n';
    for (int unit = text.read(); unit >= 0; unit = text.read()) {
      if (returned && unit != '\n') {
        hash = next(hash, '\r');
      }
      returned = unit == '\r';
      if (unit == '\n') {
        add(text.source(), hash);
        hash = FNV_OFFSET;
      } else if (!returned) {
        hash = next(hash, unit);
      }
      last = unit;
    }
    if (last != '\n') {
      add(text.source(), hash);
    }
  }

  private void add(String source, long hash) {
    if (count == MOST_LINES) {
      throw UserException.failure(
          "more than " + MOST_LINES + " lines, too many for the memory here",
          source,
          "give a part of the text");
    }
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(MOST_LINES, 2 * count));
    }
    hashes[count++] = hash;
  }

  /** Whether a line, the units of a text without its line feed, is in the set. */
  boolean contains(Corpus line) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < line.length(); i++) {
      hash = next(hash, line.vocabulary().unit(line.ids()[i]));
    }
    return Arrays.binarySearch(hashes, 0, count, hash) >= 0;
  }

  /** The hash of Fowler, Noll and Vo, variant 1a, over units. */
  private static long next(long hash, int unit) {
    return (hash ^ unit) * FNV_PRIME;
  }
}
