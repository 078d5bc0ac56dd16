package charwise.engine.task.tagger;

import charwise.engine.data.Sequences;
import charwise.engine.data.TaggedItems;
import java.util.Arrays;

/** The windows that a tagger learns from: ids of the model, and the tags of what is answered. */
final class TrainingWindows {
  private final Sequences inputs;
  private final char[] hints;
  private final char[] tags;
  private final int[] answered;

  /**
   * The windows of all items to learn from.
   *
   * @param hinted whether hints are read, those of each item by all others
   */
  TrainingWindows(TaggerData data, WindowSize size, boolean hinted) {
    TaggedItems items = data.train();
    WordCounts words = hinted ? data.words() : null;
    WindowedLines windows =
        new WindowedLines(
            items.size(),
            items::units,
            words == null ? null : item -> words.hintsWithout(items.units(item), items.tags(item)),
            data.vocabulary(),
            size);
    inputs = windows.sequences();
    hints = windows.hints();
    tags = new char[inputs.total()];
    answered = new int[windows.size()];
    Arrays.fill(tags, TaggedItems.NO_TAG);
    for (int w = 0; w < windows.size(); w++) {
      LineWindow window = windows.window(w);
      int from = items.tags().start(windows.line(w));
      for (int i = window.first(); i < window.last(); i++) {
        char tag = items.tags().ids()[from + i];
        tags[inputs.start(w) + i - window.start()] = tag;
        answered[w] += tag != TaggedItems.NO_TAG ? 1 : 0;
      }
    }
  }

  /** What is read. */
  Sequences inputs() {
    return inputs;
  }

  /** A hint for each id that is read; empty if there are none. */
  char[] hints() {
    return hints;
  }

  /** The tag of a window's unit, or {@link TaggedItems#NO_TAG}. */
  char tag(int window, int at) {
    return tags[inputs.start(window) + at];
  }

  /** How many units of a window have a tag. */
  int answered(int window) {
    return answered[window];
  }
}
