package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.Style;
import java.util.function.LongSupplier;

/**
 * A table for a terminal: a line for each run that is done, which stays, and below them one for
 * each that is under way, and the whole, which are drawn over.
 */
final class LiveTable implements SweepView {
  private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;
  private static final String CLEAR_TO_END = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final int USUAL_COLUMNS = 80;
  private static final int BAR = 16;

  private final Console console;
  private final LongSupplier nanoTime;
  private long lastDrawing;
  private int drawn;

  /**
   * A table that begins now.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  LiveTable(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.lastDrawing = nanoTime.getAsLong() - NANOS_BETWEEN_DRAWINGS;
  }

  @Override
  public void show(SweepProgress progress) {
    long now = nanoTime.getAsLong();
    if (now - lastDrawing >= NANOS_BETWEEN_DRAWINGS) {
      lastDrawing = now;
      draw("", progress);
    }
  }

  @Override
  public void finished(String result, SweepProgress progress) {
    draw(cut(result) + CLEAR_TO_END + "\n", progress);
  }

  private void draw(String above, SweepProgress progress) {
    var output = new StringBuilder(toTop()).append(above);
    for (SweepProgress.Line line : progress.active()) {
      output.append(row(line)).append(CLEAR_TO_END + "\n");
    }
    output.append(cut(whole(progress))).append(CLEAR_TO_END + "\n" + CLEAR_BELOW);
    drawn = progress.active().size() + 1;
    console.err().print(output);
    console.err().flush();
  }

  private String toTop() {
    return drawn == 0 ? "" : "\u001b[" + drawn + "A\r";
  }

  private static String whole(SweepProgress progress) {
    return progress.runsDone()
        + " of "
        + progress.runs()
        + " runs done, "
        + NumberText.duration(progress.secondsLeft())
        + " left";
  }

  private String row(SweepProgress.Line line) {
    Style style = console.errorStyle();
    String name = "%-24s ".formatted(line.label());
    String rest =
        " %3d%%  %6s left  train %s  validation %s"
            .formatted(
                (int) Math.floor(100 * line.share()),
                NumberText.duration(line.secondsLeft()),
                bits(line.trainBits()),
                bits(line.validationBits()));
    return name.length() + BAR + rest.length() < columns()
        ? name + style.bar(Math.min(1, line.share()), BAR) + rest
        : cut(name + rest);
  }

  private static String bits(double value) {
    return Double.isFinite(value) ? NumberText.fixed(value, 3) : "    -";
  }

  /** To the terminal's width, so that no line becomes two. */
  private String cut(String line) {
    int room = columns() - 1;
    return line.length() <= room ? line : line.substring(0, room);
  }

  private int columns() {
    int columns = console.terminal().columns().getAsInt();
    return columns > 0 ? columns : USUAL_COLUMNS;
  }

  @Override
  public void close() {
    if (drawn > 0) {
      console.err().print(toTop() + CLEAR_BELOW);
      console.err().flush();
    }
  }
}
