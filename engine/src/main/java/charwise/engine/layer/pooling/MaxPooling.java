package charwise.engine.layer.pooling;

import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The greatest of an item's units in each column; of equals the first. */
public final class MaxPooling implements Pooling {
  private final BatchShape shape;
  private final int width;

  /** The greatest, item by item and column by column, and the row of each. */
  private final float[] greatest;

  private final int[] rows;

  /** What {@link #forward} has read. */
  private @Nullable Matrix outputs;

  MaxPooling(BatchShape shape, ColumnBlocks columns) {
    this.shape = shape;
    this.width = columns.width();
    this.greatest = new float[Math.multiplyExact(shape.maximumBatchSize(), width)];
    this.rows = new int[greatest.length];
  }

  @Override
  public void forward(Matrix outputs, Matrix pooled, int from, int to) {
    this.outputs = outputs;
    float[] values = outputs.values();
    for (int n = from; n < to; n++) {
      int place = n * width;
      System.arraycopy(values, outputs.row(n), greatest, place, width);
      for (int t = 1; t < shape.length(n); t++) {
        int source = outputs.row(t * shape.batchSize() + n);
        for (int c = 0; c < width; c++) {
          greatest[place + c] = Math.max(greatest[place + c], values[source + c]);
        }
      }
      System.arraycopy(greatest, place, pooled.values(), pooled.row(n), width);
    }
  }

  @Override
  public void backward(Matrix dPooled, Matrix dOutputs, int from, int to) {
    Matrix read = Objects.requireNonNull(outputs);
    for (int n = from; n < to; n++) {
      int place = n * width;
      Arrays.fill(rows, place, place + width, n);
      for (int t = shape.length(n) - 1; t >= 0; t--) {
        int row = t * shape.batchSize() + n;
        int source = read.row(row);
        for (int c = 0; c < width; c++) {
          if (read.values()[source + c] == greatest[place + c]) {
            rows[place + c] = row;
          }
        }
        int start = dOutputs.row(row);
        Arrays.fill(dOutputs.values(), start, start + width, 0f);
      }
      for (int c = 0; c < width; c++) {
        int row = rows[place + c];
        dOutputs.values()[dOutputs.row(row) + c] = dPooled.values()[dPooled.row(n) + c];
      }
    }
  }
}
