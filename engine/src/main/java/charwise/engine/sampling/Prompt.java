package charwise.engine.sampling;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import java.util.Arrays;

/** How a text begins and goes on under a model, as the model has learnt it. */
final class Prompt {
  private final Items items;
  private final int lineFeed;
  private final char[] opening;
  private char[] read = new char[0];
  private boolean begun;

  Prompt(Vocabulary vocabulary, Items items) {
    this.items = items;
    lineFeed = vocabulary.id('\n');
    int first = lineFeed >= 0 ? lineFeed : Math.max(0, vocabulary.id(' '));
    opening = new char[] {(char) first};
  }

  /**
   * Reads a prompt in the only stream of a predictor that reads nothing else. A model says nothing
   * before it has read something: an empty prompt is read as a line feed, or where the model knows
   * none as a space or else its first unit. Where lines are items, the prompt is the beginning of
   * an item. Of a prompt that begins with the one before, only what is new is read.
   */
  void read(UnitPredictor predictor, Corpus prompt) {
    read(predictor, prompt.ids(), prompt.length());
  }

  /** Reads the first {@code length} of some units as a prompt. */
  void read(UnitPredictor predictor, char[] ids, int length) {
    int from = items == Items.LINE ? itemStart(ids, length) : 0;
    if (!goesOn(ids, from, length)) {
      predictor.reset(0);
      if (items == Items.LINE || length == 0) {
        predictor.read(opening, 0, 1);
      }
      read = new char[0];
      begun = true;
    }
    predictor.read(ids, from + read.length, length);
    read = Arrays.copyOfRange(ids, from, length);
  }

  /**
   * Reads the first {@code length} of some units as a prompt, whose first {@code length − 1} were
   * read last, by this method, unless it is 0.
   */
  void readOn(UnitPredictor predictor, char[] ids, int length) {
    boolean itemBegins = items == Items.LINE && length > 0 && ids[length - 1] == lineFeed;
    if (length <= 1 || itemBegins) {
      read(predictor, ids, length);
    } else {
      predictor.read(ids, length - 1, length);
    }
    begun = false; // what was read is not kept
  }

  /** What a predictor that has read nothing reads for a prompt. */
  char[] units(Corpus prompt) {
    int from = items == Items.LINE ? itemStart(prompt.ids(), prompt.length()) : 0;
    int opened = items == Items.LINE || prompt.length() == 0 ? 1 : 0;
    char[] units = new char[opened + prompt.length() - from];
    System.arraycopy(opening, 0, units, 0, opened);
    System.arraycopy(prompt.ids(), from, units, opened, prompt.length() - from);
    return units;
  }

  /** Whether the units of an item begin with those that have been read. */
  private boolean goesOn(char[] ids, int from, int length) {
    boolean sameOpening = items == Items.LINE || read.length > 0 || length == 0;
    return begun
        && sameOpening
        && read.length <= length - from
        && Arrays.equals(read, 0, read.length, ids, from, from + read.length);
  }

  /** Where the last item begins. */
  private int itemStart(char[] ids, int length) {
    int start = length;
    while (start > 0 && ids[start - 1] != lineFeed) {
      start--;
    }
    return start;
  }

  /**
   * Whether nothing foretells the unit at that position of a text: the first of a continuous one.
   */
  boolean isUnforeseen(int position) {
    return position == 0 && items == Items.NONE;
  }

  /** Prepares a stream for reading a unit: the line feed before an item starts it afresh. */
  void beforeReading(int id, UnitPredictor predictor, int stream) {
    if (items == Items.LINE && id == lineFeed) {
      predictor.reset(stream);
    }
  }
}
