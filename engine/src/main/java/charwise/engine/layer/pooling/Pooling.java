package charwise.engine.layer.pooling;

import charwise.engine.tensor.Matrix;

/**
 * Makes one row of each item's rows, column by column. Row {@code t * N + n} of the outputs is unit
 * t of item n; rows behind an item's end are neither read nor written. Members of a team may each
 * do some of the items.
 */
public interface Pooling {
  /** Writes rows {@code from} to {@code to} of {@code pooled}, those of the items so numbered. */
  void forward(Matrix outputs, Matrix pooled, int from, int to);

  /**
   * Sets the gradient of the outputs of some items, given that of their pooled rows; {@link
   * #forward} must have been called for them.
   */
  void backward(Matrix dPooled, Matrix dOutputs, int from, int to);
}
