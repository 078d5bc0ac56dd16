package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Progress for files, pipes and plain terminals: a line every ten seconds and never more. */
final class SweepLines implements SweepView {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final Console console;
  private final LongSupplier nanoTime;
  private long lastTime;

  /**
   * A view that begins now.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  SweepLines(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.lastTime = nanoTime.getAsLong();
  }

  @Override
  public void show(SweepProgress progress) {
    long now = nanoTime.getAsLong();
    if (now - lastTime < NANOS_BETWEEN_LINES) {
      return;
    }
    lastTime = now;
    console.note(
        "%d of %d runs done, %s left; %s"
            .formatted(
                progress.runsDone(),
                progress.runs(),
                NumberText.duration(progress.secondsLeft()),
                progress.active().stream()
                    .map(line -> line.label() + " " + (int) (100 * line.share()) + "%")
                    .collect(Collectors.joining(", "))));
  }

  @Override
  public void finished(String result, SweepProgress progress) {}

  @Override
  public void close() {}
}
