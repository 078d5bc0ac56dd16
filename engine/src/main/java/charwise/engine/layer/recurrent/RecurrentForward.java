package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.parameter.Parameter;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer's buffers over a window of T steps of N streams, and its forward pass. Row {@code t * N
 * + n} of every matrix is step t of stream n. Threads may run it at once, each its {@link Share};
 * no result depends on how it is shared out.
 *
 * <p>A layer that reads in {@link Direction#REVERSE} goes from the last step to the first, and
 * begins each stream at its last step from the zero state.
 */
public final class RecurrentForward {
  final RecurrentLayer layer;
  final BatchShape shape;
  final List<PanelMatrix> gates;
  final LayerStates states;
  final List<@Nullable PanelMatrix> recurrent = new ArrayList<>();
  final Matrix gated;
  final Matrix saved;
  private final Matrix output;
  private final CellStrips[] strips;
  final InputProducts inputs;

  /** The resets of the last run, for {@link #requireKept}. */
  private boolean[] resets = {};

  /** The row after the last one that it ran. */
  private int endRow;

  /**
   * Buffers for batches of one shape.
   *
   * @param shape how much of the buffers each batch fills
   * @param output the outputs, to be written, with a row for each of the shape's
   * @param training whether a backward pass will follow: gates are then kept by panels, as operands
   *     of the weight gradient, otherwise by rows
   * @param threads the number of members that call {@link #run}
   */
  public RecurrentForward(
      RecurrentLayer layer, BatchShape shape, Matrix output, boolean training, int threads) {
    this.layer = layer;
    this.shape = shape;
    this.output = output;
    int rows = shape.maximumRows();
    int width = layer.paddedSize();
    gates =
        layer.groups().stream()
            .map(
                g ->
                    training
                        ? PanelMatrix.zerosApart(rows, g.columns())
                        : PanelMatrix.zerosByRow(rows, g.columns()))
            .toList();
    for (GroupWeights group : layer.groups()) {
      Parameter weights = group.recurrent();
      recurrent.add(weights == null ? null : weights.values());
    }
    states = new LayerStates(layer, shape);
    saved = Matrix.zeros(layer.cell().hasMemory() ? rows : 0, width);
    gated = Matrix.zeros(layer.isGated() ? rows : 0, width);
    strips = new CellStrips[threads];
    Arrays.setAll(strips, i -> newStrips());
    inputs = new InputProducts(layer, shape, gates, threads);
  }

  CellStrips newStrips() {
    return new CellStrips(
        layer.slots(), Math.max(shape.maximumBatchSize(), layer.paddedSize() / Strip.WIDTH));
  }

  /** h of every step: T·N rows. Written by {@link #run}; the stack adds residual and dropout. */
  public Matrix output() {
    return output;
  }

  /** After {@link #run}: copies the activations of a gate at a row, one for each of the H units. */
  public void copyGate(int gate, int row, float[] target) {
    for (int g = 0; g < gates.size(); g++) {
      int slot = layer.groups().get(g).group().gates().indexOf(gate);
      if (slot >= 0) {
        for (int unit = 0; unit < layer.hiddenSize(); unit++) {
          int column = layer.groups().get(g).column(slot, unit);
          target[unit] = gates.get(g).values()[gates.get(g).index(row, column)];
        }
        return;
      }
    }
    throw new IllegalArgumentException("the cell has no gate " + gate);
  }

  /**
   * After {@link #run}: copies h after a row's step, one value for each of the H units.
   *
   * @throws IllegalStateException if a reset before the stream's next step has set it to zero
   */
  public void copyHidden(int row, float[] target) {
    requireKept(row);
    System.arraycopy(hidden().values(), hidden().row(rowAfter(row)), target, 0, layer.hiddenSize());
  }

  /** After {@link #run}: copies the second state after a row's step likewise. */
  public void copyMemory(int row, float[] target) {
    requireKept(row);
    System.arraycopy(memory().values(), memory().row(rowAfter(row)), target, 0, layer.hiddenSize());
  }

  /** Written only where it changes, so that threads do not take the line from one another. */
  @SuppressWarnings("ReferenceEquality")
  private void keep(boolean[] resets, int endRow) {
    if (this.resets != resets) {
      this.resets = resets;
    }
    if (this.endRow != endRow) {
      this.endRow = endRow;
    }
  }

  private void requireKept(int row) {
    int next = row + shape.batchSize();
    if (next < endRow && resets.length > 0 && resets[next]) {
      throw new IllegalStateException("a reset has wiped out the state after row " + row);
    }
  }

  /** The row of the step after which a stream's state is its final one. */
  public int finalRow(int stream) {
    return states.finalRow(stream);
  }

  /** h before and after each step, at {@link #rowBefore} and {@link #rowAfter} the step's row. */
  public Matrix hidden() {
    return states.hidden;
  }

  /** The second state likewise; no rows where there is none. */
  public Matrix memory() {
    return states.memory;
  }

  /** Where in {@link #hidden} the state is that a row's step starts from. */
  public int rowBefore(int row) {
    return states.rowBefore(row);
  }

  /** Where in {@link #hidden} the state is that a row's step makes. */
  public int rowAfter(int row) {
    return states.rowAfter(row);
  }

  /** The state before the window: h, and c where there is one; N rows each. */
  public List<Matrix> initialState() {
    return states.initial();
  }

  /**
   * Makes the state after {@code steps} steps of a pass, this or another, the initial state here.
   */
  public void startFrom(RecurrentForward other, int steps) {
    states.startFrom(other.states, steps);
  }

  /** Makes the state after the step of row {@code from} the one that row {@code to} starts from. */
  public void carry(int from, int to) {
    states.carry(from, to);
  }

  /** Makes the initial states of a share's streams zero. */
  public void clearInitialState(Share share) {
    states.clearInitial(share);
  }

  /**
   * Runs a share of the steps from {@code from} to {@code to}, not included. The input of a step is
   * read when it is run, not before; what it needs of the step before must be there.
   *
   * @param ids the ids of the first one-hot input, one for each row of the buffers, then those of
   *     the next; not read where there is none
   * @param x the dense inputs, T·N rows; not read where there are none
   * @param resets whether the state before a step is set to zero, T·N, behind a stream's end in no
   *     case; may be empty if it never is
   */
  public void run(Share share, int[] ids, Matrix x, boolean[] resets, int from, int to) {
    int rows = share.rows();
    int batchSize = shape.batchSize();
    int member = share.member();
    keep(resets, to * batchSize);
    int first = share.firstColumn(layer.paddedSize());
    int end = share.endColumn(layer.paddedSize());
    inputs.sumBiases(member);
    int tile = InputProducts.tileSteps(rows);
    int chunk = rows == 1 ? Math.max(1, end - first) : Panels.WIDTH;
    for (int k = 0; k < to - from; k++) {
      int row = layer.direction().step(k, from, to) * batchSize + share.from();
      if (layer.input().isDense() && k % tile == 0) {
        int steps = Math.min(tile, to - from - k);
        inputs.multiply(member, ids, x, firstOfTile(row, steps), rows, steps, first, end);
      }
      states.reset(resets, row, rows, first, end);
      if (layer.isRecurrent()) {
        share.barrier();
      }
      for (int unit = first; unit < end; unit += chunk) {
        int after = Math.min(unit + chunk, end);
        inputs.start(member, ids, x, row, rows, unit, after);
        addRecurrent(Recurrence.HIDDEN, states.hidden, rowBefore(row), row, rows, unit, after);
        callCell(strips[member], row, rows, unit, after, layer.isGated());
      }
      if (layer.isGated()) {
        share.barrier();
        for (int unit = first; unit < end; unit += chunk) {
          int after = Math.min(unit + chunk, end);
          addRecurrent(Recurrence.GATED, gated, row, row, rows, unit, after);
          callCell(strips[member], row, rows, unit, after, false);
        }
      }
      output.copyRows(row, states.hidden, rowAfter(row), rows, first, end);
    }
  }

  private void addRecurrent(
      Recurrence recurrence, Matrix source, int sourceRow, int row, int rows, int unit, int end) {
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights group = layer.groups().get(g);
      PanelMatrix weights = recurrent.get(g);
      if (weights != null && group.group().recurrence() == recurrence) {
        Products.multiply(
            source,
            sourceRow,
            weights,
            gates.get(g),
            row,
            rows,
            group.panelOf(unit),
            group.panelAfter(end),
            true);
      }
    }
  }

  /** The earliest row of a tile of steps that the direction enters at {@code row}. */
  int firstOfTile(int row, int steps) {
    return layer.direction() == Direction.REVERSE ? row - (steps - 1) * shape.batchSize() : row;
  }

  private void callCell(CellStrips s, int row, int rows, int unit, int end, boolean gatedPhase) {
    boolean acrossUnits = rows == 1 && gates.getFirst().panelStride() == Panels.WIDTH;
    int count = acrossUnits ? (end - unit) / Strip.WIDTH : rows;
    for (int u = unit; u < (acrossUnits ? unit + 1 : end); u += Strip.WIDTH) {
      place(s, row, u, acrossUnits);
      if (layer.readsMemory() && gatedPhase == layer.isGated()) {
        addMemory(s, u, count, acrossUnits);
      }
      if (gatedPhase) {
        layer.cell().forwardGated(s, count);
      } else {
        layer.cell().forward(s, count);
      }
    }
  }

  /** Adds v ⊙ c to the pre-activations of the groups that c enters. */
  private void addMemory(CellStrips s, int unit, int count, boolean acrossUnits) {
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights group = layer.groups().get(g);
      for (int slot = 0; group.memory() != null && slot < group.gates(); slot++) {
        STRIPS.addProduct(
            s.gate(group.firstSlot() + slot),
            s.previousMemory(),
            group.placeMemory(s.weights(), slot, unit, acrossUnits),
            count);
      }
    }
  }

  /**
   * Places the strips on the 16 units from {@code unit} by some rows or, for a single row whose
   * gates are contiguous, on all units from there, 16 a strip row.
   */
  void place(CellStrips s, int row, int unit, boolean acrossUnits) {
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights weights = layer.groups().get(g);
      PanelMatrix gate = gates.get(g);
      int stride = acrossUnits ? weights.gates() * Strip.WIDTH : gate.rowStride();
      for (int slot = 0; slot < weights.gates(); slot++) {
        int column = weights.column(slot, unit);
        s.gate(weights.firstSlot() + slot).at(gate.values(), gate.index(row, column), stride);
      }
    }
    Matrix hidden = states.hidden;
    Matrix memory = states.memory;
    int stride = acrossUnits ? Strip.WIDTH : hidden.rowStride();
    int before = rowBefore(row);
    int after = rowAfter(row);
    s.previousHidden().at(hidden.values(), hidden.row(before) + unit, stride);
    s.hidden().at(hidden.values(), hidden.row(after) + unit, stride);
    s.previousMemory().at(memory.values(), memory.row(before) + unit, stride);
    s.memory().at(memory.values(), memory.row(after) + unit, stride);
    s.saved().at(saved.values(), saved.row(row) + unit, stride);
    s.gated().at(gated.values(), gated.row(row) + unit, stride);
  }
}
