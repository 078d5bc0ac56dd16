package charwise.engine.task.tagger;

import charwise.engine.loss.LogSoftmax;
import charwise.engine.tensor.PanelMatrix;

/**
 * Makes tags of what a network says of the units of one line. Units may come in any order, and from
 * several threads, each unit once.
 */
interface LineDecoder {
  /**
   * Takes what the network says of a unit.
   *
   * @param at the unit's index in the line
   * @param logits of all tags, contiguous in a row
   * @param row which one
   * @param softmax the same, read already
   */
  void unit(int at, PanelMatrix logits, int row, LogSoftmax softmax);

  /** The tags, when all units have come. */
  int[] tags();

  /** The probability of {@link #tags}, as if units or tokens did not depend on each other. */
  double probability();
}
