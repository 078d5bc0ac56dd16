package charwise.cli.console;

import charwise.cli.console.SignalSource.Registration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far a long run is: on a terminal in lines that are drawn over, in
 * files, pipes and plain terminals in a line every ten seconds, and not at all with {@code
 * --quiet}.
 */
public final class Progress implements AutoCloseable {
  private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;
  private static final long NANOS_BETWEEN_SAMPLES = 20_000_000_000L;
  private static final int LINES_FOR_A_SAMPLE = 6;
  private static final String CLEAR_TO_END = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final Pattern STYLING = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final int USUAL_COLUMNS = 80;
  private static final int UNKNOWN = 0;

  private final Console console;
  private final @Nullable Supplier<String> sample;
  private final LongSupplier nanoTime;
  private final boolean draws;
  private final AtomicInteger columns = new AtomicInteger(UNKNOWN);
  private final Registration resizing;
  private long lastShown;
  private long lastSample;
  private List<String> drawn = List.of();
  private int writtenLines;

  /** The state of a run. */
  public interface View {
    /** For a terminal: at least one line, none longer than {@code width}. */
    List<String> lines(int width, Style style);

    /** The same in one line of words. */
    String words();

    /** Whether the run is complete; that is shown without delay. */
    boolean isComplete();
  }

  private Progress(Console console, @Nullable Supplier<String> sample, LongSupplier nanoTime) {
    this.console = console;
    this.sample = sample;
    this.nanoTime = nanoTime;
    this.draws = console.redraws();
    this.lastSample = nanoTime.getAsLong();
    this.lastShown = draws ? lastSample - NANOS_BETWEEN_DRAWINGS : lastSample;
    this.resizing =
        draws ? console.signals().listen("WINCH", () -> columns.set(UNKNOWN)) : () -> {};
  }

  /**
   * Progress that is erased from a terminal when it ends.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public static Progress passing(Console console, LongSupplier nanoTime) {
    return new Progress(console, null, nanoTime);
  }

  /**
   * Progress whose last drawing stays on the terminal. From time to time a sample is shown above
   * it, or in place of a line of words.
   */
  public static Progress withSamples(
      Console console, Supplier<String> sample, LongSupplier nanoTime) {
    return new Progress(console, sample, nanoTime);
  }

  /** Shows the state if enough time has passed; to be called after every step. */
  public void show(View view) {
    long now = nanoTime.getAsLong();
    long pause = draws ? NANOS_BETWEEN_DRAWINGS : NANOS_BETWEEN_LINES;
    if (console.quiet() || (now - lastShown < pause && !(draws && view.isComplete()))) {
      return;
    }
    lastShown = now;
    if (!draws) {
      writtenLines++;
      console.note(
          sample != null && writtenLines % LINES_FOR_A_SAMPLE == 0
              ? "sample: " + sample.get()
              : view.words());
    } else if (sample != null && now - lastSample >= NANOS_BETWEEN_SAMPLES) {
      lastSample = now;
      draw(line(console.errorStyle().faint("sample: ") + VisibleText.line(sample.get())), view);
    } else {
      draw("", view);
    }
  }

  /**
   * On a terminal, prints a line that stays and shows the state below it at once. Elsewhere does
   * nothing.
   */
  public void show(View view, String above) {
    if (draws && !console.quiet()) {
      draw(line(cut(above, width())), view);
    }
  }

  private void draw(String above, View view) {
    List<String> lines = view.lines(width(), console.errorStyle());
    print(
        toTop()
            + above
            + String.join(CLEAR_TO_END + "\n", lines)
            + CLEAR_TO_END
            + (drawnRows() > 1 ? CLEAR_BELOW : ""));
    drawn = lines;
  }

  /** Prints a line that is not progress. */
  public void note(String line) {
    if (draws && !console.quiet()) {
      print(toTop() + line(VisibleText.line(line)) + (drawnRows() > 1 ? CLEAR_BELOW : ""));
      drawn = List.of();
    } else {
      console.note(line);
    }
  }

  private String toTop() {
    int rows = drawnRows();
    return rows > 1
        ? "\r\u001b[" + (rows - 1) + "A" + (rows > drawn.size() ? CLEAR_BELOW : "")
        : "\r";
  }

  /** The rows that what was drawn takes now: a terminal that became narrower has wrapped it. */
  private int drawnRows() {
    int columns = width() + 1;
    return drawn.stream()
        .mapToInt(line -> CharacterWidth.of(STYLING.matcher(line).replaceAll("")))
        .map(length -> Math.max(1, Math.ceilDiv(length, columns)))
        .sum();
  }

  private static String line(String text) {
    return text + CLEAR_TO_END + "\n";
  }

  /** The first {@code width} characters of a line. */
  public static String cut(String line, int width) {
    return line.substring(0, Math.clamp(width, 0, line.length()));
  }

  /** The greatest length of a line that does not wrap. */
  private int width() {
    int known = columns.get();
    if (known == UNKNOWN) {
      int asked = console.terminal().columns().getAsInt();
      known = asked > 0 ? asked : USUAL_COLUMNS;
      columns.set(known);
    }
    return known - 1;
  }

  private void print(String text) {
    console.err().print(text);
    console.err().flush();
  }

  @Override
  public void close() {
    resizing.close();
    if (!drawn.isEmpty()) {
      print(sample != null ? "\n" : toTop() + CLEAR_BELOW);
    }
  }
}
