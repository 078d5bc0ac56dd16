package charwise.engine.network.block;

/** The weights with which a block's heads of attention looked back in the steps run last. */
public interface LookBack {
  /** The number of heads. */
  int heads();

  /** The units that each unit sees at the most, itself among them. */
  int context();

  /**
   * The weights of one row for the positions before it and its own, the last of them.
   *
   * @param steps that were run
   * @return how many there are
   */
  int weights(int row, int head, int steps, float[] target);
}
