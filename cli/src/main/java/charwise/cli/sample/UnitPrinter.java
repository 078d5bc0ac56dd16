package charwise.cli.sample;

import charwise.cli.console.Console;
import charwise.cli.console.StreamedUtf8;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Corpus;
import charwise.engine.data.Vocabulary;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Prints units on standard output: on a terminal one by one, with control characters spelled out
 * unless {@code raw}; elsewhere as they are, and in chunks.
 */
final class UnitPrinter {
  private static final long NANOS_BETWEEN_FLUSHES = 50_000_000L;

  private final Vocabulary vocabulary;
  private final Console console;
  private final boolean terminal;
  private final boolean raw;
  private final LongSupplier nanoTime;
  private final StreamedUtf8 decoder = new StreamedUtf8();
  private long lastFlush;
  private boolean atLineStart = true;

  /** A printer at the start of a line, with a clock such as {@link System#nanoTime}. */
  UnitPrinter(Vocabulary vocabulary, Console console, boolean raw, LongSupplier nanoTime) {
    this.vocabulary = vocabulary;
    this.console = console;
    this.terminal = console.terminal().output();
    this.raw = raw || !terminal;
    this.nanoTime = nanoTime;
    this.lastFlush = nanoTime.getAsLong();
  }

  void print(int id) throws IOException {
    byte[] bytes = vocabulary.bytes(id);
    if (raw) {
      console.out().write(bytes);
    } else {
      console.out().print(VisibleText.lines(decoder.decode(bytes)));
    }
    if (terminal) {
      console.out().flush();
    } else {
      flushNowAndThen();
    }
    atLineStart = bytes[bytes.length - 1] == '\n';
  }

  void print(Corpus text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      print(text.ids()[i]);
    }
  }

  /** Ends the current line. At the start of a line, prints an empty one only if {@code always}. */
  void endLine(boolean always) throws IOException {
    if (!raw) {
      console.out().print(VisibleText.lines(decoder.end()));
    }
    if (always || !atLineStart) {
      console.out().println("");
    }
    console.out().flush();
    atLineStart = true;
  }

  /** Prints a line between texts. */
  void printLine(String line) throws IOException {
    console.out().println(line);
    console.out().flush();
  }

  private void flushNowAndThen() throws IOException {
    long now = nanoTime.getAsLong();
    if (now - lastFlush >= NANOS_BETWEEN_FLUSHES) {
      lastFlush = now;
      console.out().flush();
    }
  }
}
