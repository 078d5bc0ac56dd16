package charwise.engine.task.transducer;

import charwise.engine.kernel.RandomStream;
import charwise.engine.loss.Loss;
import charwise.engine.task.Pass;

/**
 * What stands behind the encoder when a transducer learns: forward from the encoder's outputs,
 * loss, and backward to their gradients.
 */
interface TransducerHead extends Pass {
  /**
   * Makes the answers of a batch ready.
   *
   * @param members the numbers of the pairs, as many as the encoder reads
   * @param random for this batch alone
   */
  void load(PairSteps pairs, int[] members, long step, RandomStream random);

  /** The loss of the last batch. */
  Loss loss();
}
