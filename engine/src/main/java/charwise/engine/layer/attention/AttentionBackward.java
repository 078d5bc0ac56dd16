package charwise.engine.layer.attention;

import static charwise.engine.kernel.Kernels.ATTENTION;

import charwise.engine.kernel.PanelRows;
import charwise.engine.kernel.Panels;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of an {@link AttentionForward}. Rows go back in the reverse of the order in
 * which they were made; what reaches keys and encoder outputs adds up on the way.
 */
public final class AttentionBackward {
  private final AttentionForward forward;
  private final Attention attention;
  private final Matrix dEncoded;
  private final PanelMatrix dKeys;
  private final PanelMatrix dScoreWeights;
  private final PanelMatrix keyTransposed;
  private final @Nullable PanelMatrix queryTransposed;
  private final List<PanelTask> transposes = new ArrayList<>();
  private final float[][] dWeights;
  private final PanelRows[] outputs;
  private final PanelRows[] contexts;

  /** Buffers for the backward pass of {@code forward}, for {@code threads} members. */
  public AttentionBackward(AttentionForward forward, int threads) {
    this.forward = forward;
    attention = forward.attention;
    int sourceRows = forward.sources.maximumRows();
    int queryRows = forward.queries.rows();
    dEncoded = Matrix.zeros(sourceRows, forward.encoded.columns());
    dKeys = PanelMatrix.zerosApart(sourceRows, attention.keySize());
    dScoreWeights =
        PanelMatrix.zerosApart(attention.hasScoreWeights() ? queryRows : 0, attention.keySize());
    keyTransposed = transposed(attention.key());
    Linear query = attention.query();
    queryTransposed = query == null ? null : transposed(query);
    dWeights = new float[threads][forward.weights.columns()];
    outputs = new PanelRows[threads];
    contexts = new PanelRows[threads];
    Arrays.setAll(outputs, member -> new PanelRows());
    Arrays.setAll(contexts, member -> new PanelRows());
  }

  private PanelMatrix transposed(Linear linear) {
    PanelMatrix transposed = linear.newTransposed();
    transposes.addAll(linear.transposes(transposed));
    return transposed;
  }

  /**
   * Pieces of work, in any order and on any thread, that bring the transposed weights up to date.
   */
  public List<PanelTask> transposes() {
    return transposes;
  }

  /**
   * Adds the tasks of the weight gradients.
   *
   * @param states what queries are made of
   * @param queryRows how many rows have asked
   */
  public void addGradientTasks(List<GradientTask> tasks, Matrix states, IntSupplier queryRows) {
    attention.addScoreTasks(tasks, dScoreWeights, queryRows);
    Linear query = attention.query();
    if (query != null) {
      query.addGradientTasks(tasks, states, forward.queries, queryRows);
    }
    attention.key().addGradientTasks(tasks, forward.encoded, dKeys, forward.sources::rows);
  }

  /**
   * Forgets the gradients of earlier rows, for the items from {@code from} to before {@code to}.
   */
  public void begin(int from, int to) {
    BatchShape sources = forward.sources;
    int row = from * sources.timeSteps();
    int end = to * sources.timeSteps();
    Arrays.fill(dEncoded.values(), dEncoded.row(row), dEncoded.row(end), 0f);
    for (int panel = 0; panel < dKeys.panels(); panel++) {
      Arrays.fill(dKeys.values(), dKeys.row(panel, row), dKeys.row(panel, end), 0f);
    }
  }

  /**
   * Goes back through some rows.
   *
   * @param dContexts the gradients of their contexts; not modified
   * @param row the first row, here and in {@code dContexts}
   * @param items as in {@link AttentionForward#run}
   * @param dStates the gradients of the states that queries were made of, from row {@code stateRow}
   *     on; added to
   * @param free {@link Products#scratchSize} floats
   */
  public void run(
      int member,
      Matrix dContexts,
      int row,
      int[] items,
      int from,
      int count,
      Matrix dStates,
      int stateRow,
      float[] free) {
    for (int i = 0; i < count; i++) {
      int item = items[from + i];
      if (item < 0) {
        clear(forward.queries, row + i);
        if (attention.hasScoreWeights()) {
          clear(dScoreWeights, row + i);
        }
      } else {
        goBack(member, dContexts, row + i, item);
      }
    }
    if (queryTransposed == null) {
      addQueries(row, count, dStates, stateRow);
    } else {
      Products.multiplyBack(
          forward.queries,
          row,
          queryTransposed,
          0,
          queryTransposed.panels(),
          dStates,
          stateRow,
          count,
          1,
          0,
          true,
          free);
    }
  }

  private void goBack(int member, Matrix dContexts, int row, int item) {
    int first = item * forward.sources.timeSteps();
    int length = forward.sources.length(item);
    int columns = dEncoded.columns();
    float[] weights = forward.weights.values();
    int at = forward.weights.row(row);
    float[] dScores = dWeights[member];
    AttentionRows rows = forward.rows[member];
    PanelRows dContext = dContexts.place(contexts[member], row);
    PanelRows encoded = forward.encoded.place(outputs[member], first);
    ATTENTION.dotProducts(dScores, 0, encoded, dContext, length, columns, rows.scratch());
    ATTENTION.softmaxGradient(dScores, 0, weights, at, length);
    PanelRows dOutputs = dEncoded.place(outputs[member], first);
    ATTENTION.addOuter(dOutputs, weights, at, dContext, length, columns);
    forward.keys.place(rows.keys(), first);
    forward.queries.place(rows.query(), row);
    dKeys.place(rows.dKeys(), first);
    if (attention.hasScoreWeights()) {
      dScoreWeights.place(rows.dScoreWeights(), row);
    }
    attention.scoreGradient(rows, dScores, 0, length);
  }

  private void addQueries(int row, int count, Matrix dStates, int stateRow) {
    PanelMatrix dQueries = forward.queries;
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < dQueries.columns(); c++) {
        dStates.values()[dStates.row(stateRow + r) + c] +=
            dQueries.values()[dQueries.index(row + r, c)];
      }
    }
  }

  private static void clear(PanelMatrix matrix, int row) {
    for (int panel = 0; panel < matrix.panels(); panel++) {
      int start = matrix.row(panel, row);
      Arrays.fill(matrix.values(), start, start + Panels.WIDTH, 0f);
    }
  }

  /**
   * When all rows have gone back: the gradients of the encoder's outputs.
   *
   * @param dEncoderOutputs receives them, output j of item n in row {@code j * N + n}; rows behind
   *     an item's end are not written
   */
  public void finish(Matrix dEncoderOutputs, int from, int to, float[] free) {
    BatchShape sources = forward.sources;
    int steps = sources.timeSteps();
    Products.multiplyBack(
        dKeys,
        from * steps,
        keyTransposed,
        0,
        keyTransposed.panels(),
        dEncoded,
        from * steps,
        (to - from) * steps,
        1,
        0,
        true,
        free);
    for (int item = from; item < to; item++) {
      for (int j = 0; j < sources.length(item); j++) {
        System.arraycopy(
            dEncoded.values(),
            dEncoded.row(item * steps + j),
            dEncoderOutputs.values(),
            dEncoderOutputs.row(j * sources.batchSize() + item),
            dEncoded.columns());
      }
    }
  }
}
