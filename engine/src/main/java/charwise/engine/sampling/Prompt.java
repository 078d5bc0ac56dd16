package charwise.engine.sampling;

import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.Vocabulary;

/** How a text begins and goes on under a model, as the model has learnt it. */
final class Prompt {
  private final Items items;
  private final int lineFeed;
  private final char[] opening;

  Prompt(Vocabulary vocabulary, Items items) {
    this.items = items;
    lineFeed = vocabulary.id('\n');
    int first = lineFeed >= 0 ? lineFeed : Math.max(0, vocabulary.id(' '));
    opening = new char[] {(char) first};
  }

  /**
   * Reads a prompt in the only stream, from the start. A model says nothing before it has read
   * something: an empty prompt is read as a line feed, or where the model knows none as a space or
   * else its first unit. Where lines are items, the prompt is the beginning of an item.
   */
  void read(Predictor predictor, Corpus prompt) {
    predictor.reset(0);
    int from = items == Items.LINE ? itemStart(prompt) : 0;
    if (items == Items.LINE || prompt.length() == 0) {
      predictor.read(opening, 0, 1);
    }
    predictor.read(prompt.ids(), from, prompt.length());
  }

  /** Where the last item begins. */
  private int itemStart(Corpus prompt) {
    int start = prompt.length();
    while (start > 0 && prompt.ids()[start - 1] != lineFeed) {
      start--;
    }
    return start;
  }

  /** Prepares a stream for reading a unit: the line feed before an item starts it afresh. */
  void beforeReading(int id, Predictor predictor, int stream) {
    if (items == Items.LINE && id == lineFeed) {
      predictor.reset(stream);
    }
  }
}
