package charwise.engine.network.block;

import charwise.engine.label.Labelled;

/** Sizes that some networks of blocks have besides width and number of layers. */
public enum BlockSize implements Labelled {
  /** Heads of attention. */
  HEADS(1_024),
  /** Units that each unit sees, itself among them. */
  CONTEXT(16_384),
  /** Numbers of state a channel. */
  STATE(256);

  private final int most;

  BlockSize(int most) {
    this.most = most;
  }

  /** The greatest there is. */
  public int most() {
    return most;
  }
}
