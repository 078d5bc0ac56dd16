package charwise.engine.layer.sequence;

import static charwise.engine.kernel.Kernels.ATTENTION;
import static charwise.engine.kernel.Kernels.PANELS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.layer.sequence.SelfAttentionForward.Room;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The backward pass of a {@link SelfAttentionForward}. It weighs again rather than keep all
 * weights. Keys and values before the window get no gradient.
 */
public final class SelfAttentionBackward {
  private final SelfAttentionForward forward;
  private final SelfAttention layer;
  private final Matrix dQueries;
  private final Matrix dKeys;
  private final Matrix dValues;
  private final PanelMatrix dQueryPanels;
  private final PanelMatrix dKeyPanels;
  private final PanelMatrix dValuePanels;
  private final PanelMatrix queryTransposed;
  private final PanelMatrix keyTransposed;
  private final PanelMatrix valueTransposed;
  private final PanelMatrix outputTransposed;
  private final Workplace[] workplaces;

  /** Buffers for the backward pass, for {@code threads} members. */
  public SelfAttentionBackward(SelfAttentionForward forward, int threads) {
    this.forward = forward;
    this.layer = forward.layer;
    int rows = forward.queries.rows();
    int width = layer.columns.width();
    dQueries = Matrix.zeros(rows, width);
    dKeys = Matrix.zeros(rows, width);
    dValues = Matrix.zeros(rows, width);
    dQueryPanels = PanelMatrix.over(dQueries, layer.columns.rows());
    dKeyPanels = PanelMatrix.over(dKeys, layer.columns.rows());
    dValuePanels = PanelMatrix.over(dValues, layer.columns.rows());
    queryTransposed = layer.query.newTransposed();
    keyTransposed = layer.key.newTransposed();
    valueTransposed = layer.value.newTransposed();
    outputTransposed = layer.output.newTransposed();
    workplaces = new Workplace[threads];
    Arrays.setAll(workplaces, member -> new Workplace());
  }

  /** Pieces of work that bring the transposed weights up to date. */
  public List<PanelTask> transposes() {
    List<PanelTask> transposes = new ArrayList<>(layer.query.transposes(queryTransposed));
    transposes.addAll(layer.key.transposes(keyTransposed));
    transposes.addAll(layer.value.transposes(valueTransposed));
    transposes.addAll(layer.output.transposes(outputTransposed));
    return transposes;
  }

  /** Adds the tasks that compute the gradients of the weights from all rows. */
  public void addGradientTasks(List<GradientTask> tasks, Matrix x, PanelMatrix dY) {
    layer.query.addGradientTasks(tasks, x, dQueryPanels);
    layer.key.addGradientTasks(tasks, x, dKeyPanels);
    layer.value.addGradientTasks(tasks, x, dValuePanels);
    layer.output.addGradientTasks(tasks, forward.attended, dY);
  }

  /**
   * Goes back through some streams' steps; {@code dX} is written.
   *
   * @param dAttended room for the gradient of what was attended, of a column for each of the heads'
   */
  public void run(
      PanelMatrix dY, Matrix dX, Matrix dAttended, Span span, int member, float[] scratch) {
    layer.output.backward(dY, outputTransposed, dAttended, span, false, scratch);
    for (int n = span.from(); n < span.from() + span.rows(); n++) {
      for (int head = 0; head < layer.heads; head++) {
        workplaces[member].attend(dAttended, n, head, span.steps());
      }
    }
    layer.query.backward(dQueryPanels, queryTransposed, dX, span, false, scratch);
    layer.key.backward(dKeyPanels, keyTransposed, dX, span, true, scratch);
    layer.value.backward(dValuePanels, valueTransposed, dX, span, true, scratch);
  }

  /** Room in which a member goes back through one head of one stream after the other. */
  private final class Workplace {
    private final Room room = new Room(forward.timeSteps, forward.memory);
    private final float[] keys = new float[room.values.length];
    private final float[] valuesTransposed = new float[room.values.length];
    private final float[] dOut = new float[forward.timeSteps * Panels.WIDTH];
    private final float[] dWeights = new float[SelfAttentionForward.QUERIES * room.stride];
    private final float[] dKey = new float[forward.timeSteps * Panels.WIDTH];
    private final float[] dValue = new float[forward.timeSteps * Panels.WIDTH];
    private final float[] dQuery = new float[forward.timeSteps * Panels.WIDTH];

    void attend(Matrix dAttended, int n, int head, int steps) {
      int column = layer.columns.start(head);
      int width = Strip.padded(layer.headSize);
      gather(dAttended, n, head, steps);
      for (int t = 0; t < steps; t += SelfAttentionForward.QUERIES) {
        goBack(n, t, Math.min(SelfAttentionForward.QUERIES, steps - t), width / Strip.WIDTH);
      }
      float scale = 1f / (float) Math.sqrt(layer.headSize);
      for (int t = 0; t < steps; t++) {
        int row = t * forward.batchSize + n;
        forward.window.rotateBack(dQuery, t * Panels.WIDTH, row, scale);
        forward.window.rotateBack(dKey, t * Panels.WIDTH, row, 1f);
        int to = dQueries.row(row) + column;
        System.arraycopy(dQuery, t * Panels.WIDTH, dQueries.values(), to, width);
        System.arraycopy(dKey, t * Panels.WIDTH, dKeys.values(), to, width);
        System.arraycopy(dValue, t * Panels.WIDTH, dValues.values(), to, width);
      }
    }

    private void gather(Matrix dAttended, int n, int head, int steps) {
      int column = layer.columns.start(head);
      int width = Strip.padded(layer.headSize);
      room.gather(forward, n, head, steps);
      int firstBlock = forward.memory - room.slotOf(0);
      int slots = room.slotOf(steps - 1) + 1;
      for (int c = 0; c < slots; c++) {
        int from = forward.keys.row((firstBlock + c) * forward.batchSize + n) + column;
        System.arraycopy(forward.keys.values(), from, keys, c * Panels.WIDTH, width);
      }
      Room.transpose(
          forward.values, firstBlock, forward.batchSize, n, column, width, slots, valuesTransposed);
      for (int t = 0; t < steps; t++) {
        int from = dAttended.row(t * forward.batchSize + n) + column;
        System.arraycopy(dAttended.values(), from, dOut, t * Panels.WIDTH, width);
      }
      Arrays.fill(dKey, 0f);
      Arrays.fill(dValue, 0f);
    }

    private void goBack(int n, int t, int count, int strips) {
      room.weigh(forward, n, t, count);
      int first = room.firstSlot(forward, n, t);
      int end = room.slotOf(t + count - 1) + 1;
      int firstPanel = first / Panels.WIDTH;
      int endPanel = (end - 1) / Panels.WIDTH + 1;
      room.multiply(
          dOut,
          t * Panels.WIDTH,
          valuesTransposed,
          firstPanel,
          endPanel,
          strips * Strip.WIDTH,
          dWeights,
          count);
      for (int i = 0; i < count; i++) {
        int from = room.firstSlot(forward, n, t + i);
        int size = room.slotOf(t + i) + 1 - from;
        int row = room.rowOf(i);
        ATTENTION.softmaxGradient(dWeights, row + from, room.weights, row + from, size);
        Arrays.fill(dWeights, row + firstPanel * Panels.WIDTH, row + from, 0f);
        Arrays.fill(dWeights, row + from + size, row + endPanel * Panels.WIDTH, 0f);
      }
      PANELS.multiply(
          dWeights,
          first,
          room.stride,
          1,
          keys,
          first * Panels.WIDTH,
          dQuery,
          t * Panels.WIDTH,
          Panels.WIDTH,
          count,
          end - first,
          strips,
          false);
      int from = Math.max(first, room.slotOf(0));
      int to = (from - room.slotOf(0)) * Panels.WIDTH;
      PANELS.multiply(
          dWeights,
          from,
          1,
          room.stride,
          room.query,
          t * Panels.WIDTH,
          dKey,
          to,
          Panels.WIDTH,
          end - from,
          count,
          strips,
          true);
      PANELS.multiply(
          room.weights,
          from,
          1,
          room.stride,
          dOut,
          t * Panels.WIDTH,
          dValue,
          to,
          Panels.WIDTH,
          end - from,
          count,
          strips,
          true);
    }
  }
}
