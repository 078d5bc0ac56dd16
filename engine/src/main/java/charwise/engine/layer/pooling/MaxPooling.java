package charwise.engine.layer.pooling;

import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;

/** The greatest of an item's units in each column; of equals the first. */
public final class MaxPooling implements Pooling {
  private final BatchShape shape;
  private final int width;

  /** The row of the greatest, item by item and column by column. */
  private final int[] greatest;

  MaxPooling(BatchShape shape, ColumnBlocks columns) {
    this.shape = shape;
    this.width = columns.width();
    this.greatest = new int[Math.multiplyExact(shape.maximumBatchSize(), width)];
  }

  @Override
  public void forward(Matrix outputs, Matrix pooled, int from, int to) {
    float[] values = outputs.values();
    float[] best = pooled.values();
    for (int n = from; n < to; n++) {
      int target = pooled.row(n);
      int place = n * width;
      System.arraycopy(values, outputs.row(n), best, target, width);
      Arrays.fill(greatest, place, place + width, n);
      for (int t = 1; t < shape.length(n); t++) {
        int row = t * shape.batchSize() + n;
        int source = outputs.row(row);
        for (int c = 0; c < width; c++) {
          if (values[source + c] > best[target + c]) {
            best[target + c] = values[source + c];
            greatest[place + c] = row;
          }
        }
      }
    }
  }

  @Override
  public void backward(Matrix dPooled, Matrix dOutputs, int from, int to) {
    for (int n = from; n < to; n++) {
      for (int t = 0; t < shape.length(n); t++) {
        int start = dOutputs.row(t * shape.batchSize() + n);
        Arrays.fill(dOutputs.values(), start, start + width, 0f);
      }
      for (int c = 0; c < width; c++) {
        int row = greatest[n * width + c];
        dOutputs.values()[dOutputs.row(row) + c] = dPooled.values()[dPooled.row(n) + c];
      }
    }
  }
}
