package charwise.engine.layer.attention;

import static charwise.engine.kernel.Kernels.ATTENTION;
import static charwise.engine.kernel.Kernels.SOFTMAX;

import charwise.engine.kernel.PanelRows;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Linear;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;

/**
 * Keys, weights and contexts of a batch of items, and the forward pass of an {@link Attention}. A
 * decoder asks row by row; each row belongs to an item, and rows that belong to none get a context
 * of zeros. Members may run it at once, each for rows and items of its own.
 *
 * <p>What belongs to an item lies together here: its output j is row {@code item * S + j}, with S
 * the source steps of the batch.
 */
public final class AttentionForward {
  final Attention attention;
  final BatchShape sources;
  final Matrix encoded;
  final PanelMatrix keys;
  final PanelMatrix queries;
  final Matrix weights;
  final AttentionRows[] rows;
  private final PanelRows[] outputs;
  private final PanelRows[] contexts;

  /**
   * Buffers.
   *
   * @param sources the lengths of the items' sources
   * @param longest the most steps that a source has
   * @param encodedWidth the columns of the encoder's outputs, gaps included
   * @param queryRows how many rows ask, at most
   * @param threads the number of members
   */
  public AttentionForward(
      Attention attention,
      BatchShape sources,
      int longest,
      int encodedWidth,
      int queryRows,
      int threads) {
    this.attention = attention;
    this.sources = sources;
    encoded = Matrix.zeros(sources.maximumRows(), encodedWidth);
    keys = PanelMatrix.zerosApart(sources.maximumRows(), attention.keySize());
    queries = PanelMatrix.zerosApart(queryRows, attention.keySize());
    weights = Matrix.zeros(queryRows, Strip.padded(longest));
    rows = new AttentionRows[threads];
    outputs = new PanelRows[threads];
    contexts = new PanelRows[threads];
    for (int member = 0; member < threads; member++) {
      rows[member] = new AttentionRows(new float[longest * Strip.WIDTH]);
      outputs[member] = new PanelRows();
      contexts[member] = new PanelRows();
    }
  }

  /**
   * The weights of each row, in the order of its item's source; after {@link #run}. Beyond the
   * item's length they mean nothing.
   */
  public Matrix weights() {
    return weights;
  }

  /**
   * Reads the sources of the items from {@code from} to {@code to}, not included.
   *
   * @param encoderOutputs output j of item n in row {@code j * N + n}
   */
  public void read(Matrix encoderOutputs, int from, int to) {
    int steps = sources.timeSteps();
    for (int item = from; item < to; item++) {
      for (int j = 0; j < sources.length(item); j++) {
        System.arraycopy(
            encoderOutputs.values(),
            encoderOutputs.row(j * sources.batchSize() + item),
            encoded.values(),
            encoded.row(item * steps + j),
            encoded.columns());
      }
      int end = (item + 1) * steps;
      Arrays.fill(
          encoded.values(), encoded.row(item * steps + sources.length(item)), encoded.row(end), 0f);
    }
    attention.key().forward(encoded, keys, from * steps, (to - from) * steps);
  }

  /**
   * The contexts of some rows.
   *
   * @param states the decoder's states, of which queries are made; not modified
   * @param contextRows receives the contexts
   * @param row the first row, here and in both matrices
   * @param items the item of each row, the first row's at {@code from}; −1 for none
   */
  public void run(
      int member, Matrix states, Matrix contextRows, int row, int[] items, int from, int count) {
    Linear query = attention.query();
    if (query == null) {
      copyQueries(states, row, count);
    } else {
      query.forward(states, queries, row, count);
    }
    for (int i = 0; i < count; i++) {
      int item = items[from + i];
      if (item < 0) {
        int start = contextRows.row(row + i);
        Arrays.fill(contextRows.values(), start, start + contextRows.columns(), 0f);
      } else {
        attend(member, row + i, item, contextRows);
      }
    }
  }

  private void copyQueries(Matrix states, int row, int count) {
    for (int r = row; r < row + count; r++) {
      for (int panel = 0; panel < queries.panels(); panel++) {
        System.arraycopy(
            states.values(),
            states.row(r) + panel * Panels.WIDTH,
            queries.values(),
            queries.row(panel, r),
            Panels.strips(queries.columns(), panel) * Strip.WIDTH);
      }
    }
  }

  private void attend(int member, int row, int item, Matrix contextRows) {
    int first = item * sources.timeSteps();
    int length = sources.length(item);
    float[] values = weights.values();
    int at = weights.row(row);
    AttentionRows strips = rows[member];
    keys.place(strips.keys(), first);
    queries.place(strips.query(), row);
    attention.score(strips, values, at, length);
    float sum = SOFTMAX.exponentials(values, at, Panels.WIDTH, length);
    SOFTMAX.scale(values, at, Panels.WIDTH, length, 1f / sum);
    ATTENTION.weightedSum(
        contextRows.place(contexts[member], row),
        values,
        at,
        encoded.place(outputs[member], first),
        length,
        encoded.columns());
  }
}
