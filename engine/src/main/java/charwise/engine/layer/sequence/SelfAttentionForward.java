package charwise.engine.layer.sequence;

import static charwise.engine.kernel.Kernels.PANELS;
import static charwise.engine.kernel.Kernels.SOFTMAX;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.Span;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Self-attention over a window of T steps of N streams and the keys and values before it. Queries
 * of a stream's head go together, so that scores and sums are products; the result of each is that
 * of the query alone, to the bit, whatever window it stands in.
 */
public final class SelfAttentionForward {
  /** Queries that go together: their scores stay in the first caches. */
  public static final int QUERIES = 32;

  final SelfAttention layer;
  final int timeSteps;
  final int batchSize;

  /** The blocks of rows before the window: the context but for a row's own position. */
  final int memory;

  final AttentionWindow window;
  final Matrix queries;
  final Matrix keys;
  final Matrix values;
  final Matrix attended;
  private final PanelMatrix queryPanels;
  private final PanelMatrix keyPanels;
  private final PanelMatrix valuePanels;
  private final Room[] rooms;

  /** Buffers for windows of one shape, and a state of nothing read. */
  public SelfAttentionForward(SelfAttention layer, int timeSteps, int batchSize, int threads) {
    this.layer = layer;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    memory = layer.context - 1;
    window = new AttentionWindow(layer, timeSteps, batchSize);
    int rows = timeSteps * batchSize;
    int allRows = Math.multiplyExact(timeSteps + memory, batchSize);
    int width = layer.columns.width();
    queries = Matrix.zeros(rows, width);
    keys = Matrix.zeros(allRows, width);
    values = Matrix.zeros(allRows, width);
    attended = Matrix.zeros(rows, width);
    queryPanels = PanelMatrix.over(queries, layer.columns.rows());
    keyPanels = PanelMatrix.over(keys, layer.columns.rows());
    valuePanels = PanelMatrix.over(values, layer.columns.rows());
    rooms = new Room[threads];
    Arrays.setAll(rooms, member -> new Room(timeSteps, memory));
  }

  /** The state: keys and values of the units before, and the position of each stream's next. */
  public List<Matrix> before() {
    int rows = memory * batchSize;
    return List.of(keys.rows(0, rows), values.rows(0, rows), window.next());
  }

  /**
   * Goes on after the steps that another pass of the same shape, or this one, has run last. What no
   * stream sees any more, or yet, stays behind: so a context costs no more than what fills it.
   */
  public void startFrom(SelfAttentionForward other, int steps) {
    int blocks = window.startFrom(other.window, steps);
    int to = keys.row((memory - blocks) * batchSize);
    int from = other.keys.row((memory - blocks + steps) * batchSize);
    int length = blocks * batchSize * keys.rowStride();
    System.arraycopy(other.keys.values(), from, keys.values(), to, length);
    System.arraycopy(other.values.values(), from, values.values(), to, length);
  }

  /** Runs some streams' steps; {@code y} is written. */
  public void run(Matrix x, PanelMatrix y, Span span, int member, boolean[] resets) {
    window.number(span, resets);
    layer.query.forward(x, queryPanels, 0, span);
    layer.key.forward(x, keyPanels, memory * batchSize, span);
    layer.value.forward(x, valuePanels, memory * batchSize, span);
    float scale = 1f / (float) Math.sqrt(layer.headSize);
    for (int t = 0; t < span.steps(); t++) {
      for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
        for (int head = 0; head < layer.heads; head++) {
          int column = layer.columns.start(head);
          window.rotate(queries.values(), queries.row(row) + column, row, scale);
          window.rotate(keys.values(), keys.row(memory * batchSize + row) + column, row, 1f);
        }
      }
    }
    for (int n = span.from(); n < span.from() + span.rows(); n++) {
      for (int head = 0; head < layer.heads; head++) {
        attend(n, head, span.steps(), rooms[member]);
      }
    }
    layer.output.forward(attended, y, 0, span);
  }

  private void attend(int n, int head, int steps, Room room) {
    room.gather(this, n, head, steps);
    int strips = Strip.padded(layer.headSize) / Strip.WIDTH;
    for (int t = 0; t < steps; t += QUERIES) {
      int count = Math.min(QUERIES, steps - t);
      room.weigh(this, n, t, count);
      int first = room.firstSlot(this, n, t);
      PANELS.multiply(
          room.weights,
          room.rowOf(0) + first,
          room.stride,
          1,
          room.values,
          first * Panels.WIDTH,
          room.out,
          0,
          Panels.WIDTH,
          count,
          room.slotOf(t + count - 1) + 1 - first,
          strips,
          false);
      for (int i = 0; i < count; i++) {
        System.arraycopy(
            room.out,
            i * Panels.WIDTH,
            attended.values(),
            attended.row((t + i) * batchSize + n) + layer.columns.start(head),
            strips * Strip.WIDTH);
      }
    }
  }

  /**
   * The weights with which a row looks at the positions before it and its own, the last of them;
   * after {@link #run}.
   *
   * @return how many there are
   */
  public int weights(int row, int head, int steps, float[] target) {
    Room room = rooms[0];
    int n = row % batchSize;
    int t = row / batchSize;
    room.gather(this, n, head, steps);
    room.weigh(this, n, t, 1);
    int first = room.firstSlot(this, n, t);
    int count = room.slotOf(t) + 1 - first;
    System.arraycopy(room.weights, room.rowOf(0) + first, target, 0, count);
    return count;
  }

  /**
   * A member's copies of what belongs to one head of one stream, as products want them. Slot c is
   * the position c after the first that any step of the window sees.
   */
  static final class Room {
    /** Before and after a row of weights, so that whole strips can be written at any slot. */
    private static final int SLACK = Strip.WIDTH;

    final int stride;
    final float[] query;
    final float[] keysTransposed;
    final float[] values;
    final float[] weights;
    final float[] out = new float[QUERIES * Panels.WIDTH];
    private int firstBlock;
    private int memory;

    Room(int timeSteps, int memory) {
      int slots = Panels.count(timeSteps + memory) * Panels.WIDTH;
      stride = slots + SLACK;
      query = new float[timeSteps * Panels.WIDTH];
      keysTransposed = new float[slots * Panels.WIDTH];
      values = new float[slots * Panels.WIDTH];
      weights = new float[QUERIES * stride];
    }

    /** Where the weights of one of the queries that go together begin. */
    int rowOf(int query) {
      return query * stride;
    }

    /** The slot of a step's own position. */
    int slotOf(int t) {
      return memory + t - firstBlock;
    }

    /** The first slot that a step sees. */
    int firstSlot(SelfAttentionForward forward, int n, int t) {
      return slotOf(t) - forward.window.reach(t * forward.batchSize + n);
    }

    void gather(SelfAttentionForward forward, int n, int head, int steps) {
      memory = forward.memory;
      firstBlock = memory - forward.window.reach(n);
      int column = forward.layer.columns.start(head);
      int width = Strip.padded(forward.layer.headSize);
      for (int t = 0; t < steps; t++) {
        int from = forward.queries.row(t * forward.batchSize + n) + column;
        System.arraycopy(forward.queries.values(), from, query, t * Panels.WIDTH, width);
      }
      int slots = slotOf(steps - 1) + 1;
      for (int c = 0; c < slots; c++) {
        int row = (firstBlock + c) * forward.batchSize + n;
        System.arraycopy(
            forward.values.values(),
            forward.values.row(row) + column,
            values,
            c * Panels.WIDTH,
            width);
      }
      transpose(
          forward.keys, firstBlock, forward.batchSize, n, column, width, slots, keysTransposed);
    }

    /** Copies a head's rows as columns: panels of 64 slots, each of a row an element. */
    static void transpose(
        Matrix rows,
        int firstBlock,
        int batchSize,
        int n,
        int column,
        int width,
        int slots,
        float[] target) {
      for (int c = 0; c < slots; c++) {
        int from = rows.row((firstBlock + c) * batchSize + n) + column;
        int to = c / Panels.WIDTH * width * Panels.WIDTH + c % Panels.WIDTH;
        for (int i = 0; i < width; i++) {
          target[to + i * Panels.WIDTH] = rows.values()[from + i];
        }
      }
    }

    /** The weights of some queries that go together; those of slots not seen are zero. */
    void weigh(SelfAttentionForward forward, int n, int t, int count) {
      int first = firstSlot(forward, n, t) / Panels.WIDTH;
      int end = slotOf(t + count - 1) / Panels.WIDTH + 1;
      int width = Strip.padded(forward.layer.headSize);
      multiply(query, t * Panels.WIDTH, keysTransposed, first, end, width, weights, count);
      for (int i = 0; i < count; i++) {
        int from = firstSlot(forward, n, t + i);
        int size = slotOf(t + i) + 1 - from;
        int row = rowOf(i);
        float sum = SOFTMAX.exponentials(weights, row + from, Panels.WIDTH, size);
        SOFTMAX.scale(weights, row + from, Panels.WIDTH, size, 1f / sum);
        Arrays.fill(weights, row + first * Panels.WIDTH, row + from, 0f);
        Arrays.fill(weights, row + from + size, row + end * Panels.WIDTH, 0f);
      }
    }

    /** Products of queries, or of their likes, with some panels of slots. */
    void multiply(
        float[] rows,
        int at,
        float[] transposed,
        int first,
        int end,
        int width,
        float[] target,
        int count) {
      for (int panel = first; panel < end; panel++) {
        PANELS.multiply(
            rows,
            at,
            Panels.WIDTH,
            1,
            transposed,
            panel * width * Panels.WIDTH,
            target,
            panel * Panels.WIDTH,
            stride,
            count,
            width,
            Panels.WIDTH / Strip.WIDTH,
            false);
      }
    }
  }
}
