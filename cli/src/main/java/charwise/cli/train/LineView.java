package charwise.cli.train;

import charwise.cli.console.Console;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Progress for files, pipes and plain terminals: a line every ten seconds and never more, now and
 * then with a sample in place of the numbers.
 */
final class LineView implements ProgressView {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;
  private static final int LINES_FOR_A_SAMPLE = 6;

  private final Console console;
  private final Supplier<String> sample;
  private final LongSupplier nanoTime;
  private long lastTime;
  private int lines;

  /**
   * A view that begins now.
   *
   * @param sample gives a sample of the model as it is
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  LineView(Console console, Supplier<String> sample, LongSupplier nanoTime) {
    this.console = console;
    this.sample = sample;
    this.nanoTime = nanoTime;
    this.lastTime = nanoTime.getAsLong();
  }

  @Override
  public void show(ProgressState state) {
    long now = nanoTime.getAsLong();
    if (now - lastTime < NANOS_BETWEEN_LINES) {
      return;
    }
    lastTime = now;
    lines++;
    console.note(
        lines % LINES_FOR_A_SAMPLE == 0 ? "sample: " + sample.get() : ProgressLine.words(state));
  }

  @Override
  public void note(String line) {
    console.note(line);
  }

  @Override
  public void close() {}
}
