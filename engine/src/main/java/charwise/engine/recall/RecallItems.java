package charwise.engine.recall;

import charwise.engine.data.Corpus;
import charwise.engine.data.Vocabulary;

/** A never-ending supply of items with a question, each a line of its own. */
public interface RecallItems {
  /**
   * An item.
   *
   * @param text its units, the last a line feed
   * @param answer the index of the answer's first unit
   * @param answerLength the number of its units
   */
  record Item(Corpus text, int answer, int answerLength) {}

  /** The units that items are made of. */
  Vocabulary vocabulary();

  /** The length of the longest item of a lag. */
  int longestItem(int lag);

  /** The shortest possible lag. */
  int shortestLag();

  /**
   * An item.
   *
   * @param seed items of different seeds have nothing to do with each other
   * @param number which of the seed's
   * @param lag units between key and question
   */
  Item item(long seed, long number, int lag);
}
