package charwise.engine.layer.pooling;

import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;

/** The mean over an item's units, summed from the first to the last. */
public final class MeanPooling implements Pooling {
  private final BatchShape shape;
  private final int width;

  MeanPooling(BatchShape shape, ColumnBlocks columns) {
    this.shape = shape;
    this.width = columns.width();
  }

  @Override
  public void forward(Matrix outputs, Matrix pooled, int from, int to) {
    float[] sum = pooled.values();
    for (int n = from; n < to; n++) {
      int target = pooled.row(n);
      Arrays.fill(sum, target, target + width, 0f);
      for (int t = 0; t < shape.length(n); t++) {
        int source = outputs.row(t * shape.batchSize() + n);
        for (int c = 0; c < width; c++) {
          sum[target + c] += outputs.values()[source + c];
        }
      }
      scale(sum, target, shape.length(n), sum, target);
    }
  }

  @Override
  public void backward(Matrix dPooled, Matrix dOutputs, int from, int to) {
    for (int n = from; n < to; n++) {
      for (int t = 0; t < shape.length(n); t++) {
        int row = t * shape.batchSize() + n;
        scale(
            dPooled.values(),
            dPooled.row(n),
            shape.length(n),
            dOutputs.values(),
            dOutputs.row(row));
      }
    }
  }

  private void scale(float[] source, int from, int length, float[] target, int to) {
    float factor = 1f / length;
    for (int c = 0; c < width; c++) {
      target[to + c] = source[from + c] * factor;
    }
  }
}
