package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.SignalSource.Registration;
import charwise.cli.console.VisibleText;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Progress for a terminal: a bar on a line that is drawn over, and now and then a sample above it.
 */
final class BarView implements ProgressView {
  private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;
  private static final long NANOS_BETWEEN_SAMPLES = 20_000_000_000L;
  private static final String START_OF_LINE = "\r";
  private static final String CLEAR_TO_END = "\u001b[K";
  private static final int USUAL_COLUMNS = 80;
  private static final int UNKNOWN = 0;

  private final Console console;
  private final Supplier<String> sample;
  private final LongSupplier nanoTime;
  private final AtomicInteger columns = new AtomicInteger(UNKNOWN);
  private final Registration resizing;
  private long lastDrawing;
  private long lastSample;
  private boolean drawn;

  /**
   * A view that begins now.
   *
   * @param sample gives a sample of the model as it is
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  BarView(Console console, Supplier<String> sample, LongSupplier nanoTime) {
    this.console = console;
    this.sample = sample;
    this.nanoTime = nanoTime;
    this.lastSample = nanoTime.getAsLong();
    this.lastDrawing = lastSample - NANOS_BETWEEN_DRAWINGS;
    this.resizing = console.signals().listen("WINCH", () -> columns.set(UNKNOWN));
  }

  @Override
  public void show(ProgressState state) {
    long now = nanoTime.getAsLong();
    if (now - lastDrawing < NANOS_BETWEEN_DRAWINGS && state.step() < state.steps()) {
      return;
    }
    lastDrawing = now;
    var output = new StringBuilder(START_OF_LINE);
    if (now - lastSample >= NANOS_BETWEEN_SAMPLES) {
      lastSample = now;
      output
          .append(console.errorStyle().faint("sample: "))
          .append(VisibleText.line(sample.get()))
          .append(CLEAR_TO_END + "\n");
    }
    output.append(ProgressLine.bar(state, width() - 1, console.errorStyle())).append(CLEAR_TO_END);
    console.err().print(output);
    console.err().flush();
    drawn = true;
  }

  @Override
  public void note(String line) {
    console.err().print(START_OF_LINE + VisibleText.line(line) + CLEAR_TO_END + "\n");
    console.err().flush();
    drawn = false;
  }

  private int width() {
    int known = columns.get();
    if (known == UNKNOWN) {
      int asked = console.terminal().columns().getAsInt();
      known = asked > 0 ? asked : USUAL_COLUMNS;
      columns.set(known);
    }
    return known;
  }

  @Override
  public void close() {
    resizing.close();
    if (drawn) {
      console.err().print("\n");
      console.err().flush();
    }
  }
}
