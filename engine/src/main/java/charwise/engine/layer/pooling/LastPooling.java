package charwise.engine.layer.pooling;

import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;

/**
 * What each direction has made when it has read all units: the forward one at the last unit, the
 * backward one at the first.
 */
public final class LastPooling implements Pooling {
  private final BatchShape shape;
  private final ColumnBlocks columns;

  LastPooling(BatchShape shape, ColumnBlocks columns) {
    this.shape = shape;
    this.columns = columns;
  }

  @Override
  public void forward(Matrix outputs, Matrix pooled, int from, int to) {
    for (int n = from; n < to; n++) {
      for (int block = 0; block < columns.sizes().size(); block++) {
        copy(outputs, row(n, block), pooled, n, block);
      }
    }
  }

  @Override
  public void backward(Matrix dPooled, Matrix dOutputs, int from, int to) {
    for (int n = from; n < to; n++) {
      for (int t = 0; t < shape.length(n); t++) {
        int start = dOutputs.row(t * shape.batchSize() + n);
        Arrays.fill(dOutputs.values(), start, start + columns.width(), 0f);
      }
      for (int block = 0; block < columns.sizes().size(); block++) {
        copy(dPooled, n, dOutputs, row(n, block), block);
      }
    }
  }

  /** Where the direction that makes a block of columns ends. */
  private int row(int item, int block) {
    return block == 0 ? shape.lastRow(item) : item;
  }

  private void copy(Matrix source, int sourceRow, Matrix target, int targetRow, int block) {
    int start = columns.start(block);
    System.arraycopy(
        source.values(),
        source.row(sourceRow) + start,
        target.values(),
        target.row(targetRow) + start,
        columns.sizes().get(block));
  }
}
