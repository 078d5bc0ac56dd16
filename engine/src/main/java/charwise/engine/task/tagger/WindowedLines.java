package charwise.engine.task.tagger;

import charwise.engine.data.Sequences;
import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Lines cut into the windows that a tagger reads, as ids; see {@link LineWindow}. */
final class WindowedLines {
  private char[] ids = new char[1024];
  private char[] hints;
  private int[] starts = new int[256];
  private int[] lines = new int[256];
  private LineWindow[] windows = new LineWindow[256];
  private int size;
  private final Sequences sequences;

  /**
   * Cuts lines of code points.
   *
   * @param known words that are hinted at; none for no hints
   */
  WindowedLines(List<int[]> lines, Vocabulary vocabulary, WordHints known, WindowSize windowSize) {
    this(
        lines.size(),
        lines::get,
        known.isEmpty() ? null : line -> known.of(lines.get(line)),
        vocabulary,
        windowSize);
  }

  /**
   * Cuts lines.
   *
   * @param count how many
   * @param units the code points of each; asked once for each, in order
   * @param hints the hints at each; null for none
   * @param vocabulary of the model; the id of a unit that it lacks is its size
   */
  WindowedLines(
      int count,
      IntFunction<int[]> units,
      @Nullable IntFunction<char[]> hints,
      Vocabulary vocabulary,
      WindowSize windowSize) {
    this.hints = new char[hints == null ? 0 : ids.length];
    for (int line = 0; line < count; line++) {
      int[] all = units.apply(line);
      char[] hintsOfLine = hints == null ? this.hints : hints.apply(line);
      for (int first = 0; first < all.length; first = windows[size - 1].last()) {
        LineWindow window = LineWindow.next(all, first, windowSize.units(), windowSize.context());
        reserve(starts[size] + window.end() - window.start());
        int end = starts[size];
        if (hints != null) {
          System.arraycopy(
              hintsOfLine, window.start(), this.hints, end, window.end() - window.start());
        }
        for (int i = window.start(); i < window.end(); i++) {
          int id = vocabulary.id(all[i]);
          ids[end++] = (char) (id < 0 ? vocabulary.size() : id);
        }
        windows[size] = window;
        lines[size] = line;
        starts[++size] = end;
      }
    }
    sequences = Sequences.of(ids, Arrays.copyOf(starts, size + 1));
  }

  private void reserve(int length) {
    if (length > ids.length) {
      int capacity = Math.max(length, Math.addExact(ids.length, ids.length >> 1));
      ids = Arrays.copyOf(ids, capacity);
      hints = hints.length == 0 ? hints : Arrays.copyOf(hints, capacity);
    }
    if (size + 1 == lines.length) {
      int more = size + (size >> 1);
      lines = Arrays.copyOf(lines, more);
      windows = Arrays.copyOf(windows, more);
      starts = Arrays.copyOf(starts, more);
    }
  }

  /** The windows as ids. */
  Sequences sequences() {
    return sequences;
  }

  /** A hint for each id; empty if there are none. */
  char[] hints() {
    return hints;
  }

  /** How many windows there are. */
  int size() {
    return size;
  }

  /** The number of the line that a window is part of. */
  int line(int window) {
    return lines[window];
  }

  /** Which part of it. */
  LineWindow window(int window) {
    return windows[window];
  }
}
