package charwise.engine.layer.attention;

import charwise.engine.kernel.PanelRows;

/** What an {@link Attention} works on, placed before each call. One per thread. */
public final class AttentionRows {
  private final PanelRows keys = new PanelRows();
  private final PanelRows query = new PanelRows();
  private final PanelRows dKeys = new PanelRows();
  private final PanelRows dScoreWeights = new PanelRows();
  private final PanelRows scoreWeights = new PanelRows();
  private final float[] scratch;

  AttentionRows(float[] scratch) {
    this.scratch = scratch;
  }

  /** The keys of an item. Not to be modified. */
  public PanelRows keys() {
    return keys;
  }

  /** The query; going back, to be replaced by its gradient. */
  public PanelRows query() {
    return query;
  }

  /** The gradients of the keys, to be added to. */
  public PanelRows dKeys() {
    return dKeys;
  }

  /** The query's part of the gradient of {@link Attention#hasScoreWeights}, to be set. */
  public PanelRows dScoreWeights() {
    return dScoreWeights;
  }

  /** For the attention to place on weights of its own. */
  public PanelRows scoreWeights() {
    return scoreWeights;
  }

  /** Free for use within a call: 16 floats a key. */
  public float[] scratch() {
    return scratch;
  }
}
