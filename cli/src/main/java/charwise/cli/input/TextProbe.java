package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.corpora.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at the beginning of a text while it is read, and says what its reader might not expect. */
final class TextProbe extends BulkInputStream {
  private static final int PROBED_BYTES = 4096;

  /** As many zeros in a row of even or of odd places are no chance. */
  private static final int MANY_ZEROS = 8;

  private static final int RARE = 50;
  private static final int FEW_ZEROS = 2;
  private static final int FEW_RETURNS = 2;

  private final InputStream in;
  private final String name;
  private final Console console;
  private final AtomicBoolean said;
  private final Function<Counts, @Nullable String> finding;
  private int probed;
  private int lineFeeds;
  private int returns;
  private int evenZeros;
  private int oddZeros;

  /** What is counted in the beginning of a text. */
  record Counts(int bytes, int lineFeeds, int returns, int evenZeros, int oddZeros) {}

  /**
   * A text.
   *
   * @param name what messages call it
   * @param said whether something has been said of it; then nothing more is
   * @param finding what is to be said
   */
  TextProbe(
      String name,
      InputStream in,
      Console console,
      AtomicBoolean said,
      Function<Counts, @Nullable String> finding) {
    this.in = in;
    this.name = name;
    this.console = console;
    this.said = said;
    this.finding = finding;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (probed < PROBED_BYTES) {
      for (int i = offset; i < offset + count && probed < PROBED_BYTES; i++) {
        add(bytes[i]);
      }
      if (probed == PROBED_BYTES || count < 0) {
        end();
      }
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  /** Says what is to be said of what has been read, if reading it has come to grief. */
  @Override
  public void close() throws IOException {
    if (probed > 0 && probed < PROBED_BYTES) {
      end();
    }
    in.close();
  }

  private void add(byte one) {
    switch (one) {
      case '\n' -> lineFeeds++;
      case '\r' -> returns++;
      case 0 -> {
        if (probed % 2 == 0) {
          evenZeros++;
        } else {
          oddZeros++;
        }
      }
      default -> {}
    }
    probed++;
  }

  private void end() {
    String found = finding.apply(new Counts(probed, lineFeeds, returns, evenZeros, oddZeros));
    if (found != null && said.compareAndSet(false, true)) {
      console.note(name + ": " + found);
    }
    probed = PROBED_BYTES;
  }

  /** What is unexpected in any text. */
  static @Nullable String oddity(Counts counts) {
    if (looksLikeUtf16(counts)) {
      return "looks like UTF-16: add --encoding "
          + (counts.evenZeros == 0 ? "utf-16le" : "utf-16be");
    }
    if (counts.lineFeeds == 0 && counts.returns >= FEW_RETURNS) {
      return "its lines end in carriage returns alone, which end a line only in CSV: tr '\\r' '\\n'"
          + " puts line feeds in their place";
    }
    return null;
  }

  /** Zeros stand in every other place of UTF-16, at least where lines and words end. */
  private static boolean looksLikeUtf16(Counts counts) {
    int zeros = counts.evenZeros + counts.oddZeros;
    return (counts.evenZeros == 0 || counts.oddZeros == 0)
        && ((zeros >= FEW_ZEROS && 5 * zeros >= 2 * counts.bytes)
            || (zeros >= MANY_ZEROS && RARE * zeros >= counts.bytes));
  }

  /** What a reader finds who knows no carriage return. */
  static @Nullable String returns(Counts counts) {
    return counts.returns > 0 && counts.returns == counts.lineFeeds
        ? "its lines end in carriage return and line feed, and the model knows no carriage return:"
            + " tr -d '\\r' takes them out"
        : null;
  }
}
