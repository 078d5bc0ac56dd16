package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.ROWS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.parameter.Parameter;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.Arrays;
import java.util.List;

/**
 * One layer's buffers over a window of T steps of N streams, and its forward pass. Row {@code t * N
 * + n} of every matrix is step t of stream n. Threads may run it at once, each its {@link Share}; no
 * result depends on how it is shared out.
 */
public final class RecurrentForward {
  /** Rows whose input products are made together, so that a panel of weights serves them all. */
  private static final int TILE_ROWS = 192;

  final RecurrentLayer layer;
  final int timeSteps;
  final int batchSize;
  final List<PanelMatrix> gates;
  final Matrix hidden;
  final Matrix memory;
  final Matrix gated;
  final Matrix saved;
  private final Matrix output;
  private final CellStrips[] strips;
  private final PanelMatrix[][] biasSums;

  /**
   * Buffers for a window.
   *
   * @param training whether a backward pass will follow: gates are then kept by panels, as operands
   *     of the weight gradient, otherwise by rows
   * @param threads the number of members that call {@link #run}
   */
  public RecurrentForward(
      RecurrentLayer layer, int timeSteps, int batchSize, boolean training, int threads) {
    this.layer = layer;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    int rows = Math.multiplyExact(timeSteps, batchSize);
    int width = layer.paddedSize();
    gates = layer.groups().stream()
        .map(g -> training
            ? PanelMatrix.zerosApart(rows, g.columns())
            : PanelMatrix.zerosByRow(rows, g.columns()))
        .toList();
    hidden = Matrix.zeros(rows + batchSize, width);
    memory = Matrix.zeros(layer.cell().hasMemory() ? rows + batchSize : 0, width);
    saved = Matrix.zeros(layer.cell().hasMemory() ? rows : 0, width);
    gated = Matrix.zeros(layer.cell().isGated() ? rows : 0, width);
    output = Matrix.zeros(rows, width);
    strips = new CellStrips[threads];
    Arrays.setAll(strips, i -> newStrips());
    biasSums = new PanelMatrix[threads][gates.size()];
    for (PanelMatrix[] sums : biasSums) {
      Arrays.setAll(sums, g -> PanelMatrix.zeros(1, layer.groups().get(g).columns()));
    }
  }

  CellStrips newStrips() {
    return new CellStrips(
        layer.slots(), Math.max(batchSize, layer.paddedSize() / Strip.WIDTH));
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

  /** After {@link #run}: copies h after a row's step, one value for each of the H units. */
  public void copyHidden(int row, float[] target) {
    System.arraycopy(
        hidden.values(), hidden.row(row + batchSize), target, 0, layer.hiddenSize());
  }

  /** After {@link #run}: copies the second state after a row's step likewise. */
  public void copyMemory(int row, float[] target) {
    System.arraycopy(
        memory.values(), memory.row(row + batchSize), target, 0, layer.hiddenSize());
  }

  /** The state before the window: h, and c where there is one; N rows each. */
  public List<Matrix> initialState() {
    return states(0);
  }

  private List<Matrix> states(int step) {
    int from = step * batchSize;
    return layer.cell().hasMemory()
        ? List.of(hidden.rows(from, batchSize), memory.rows(from, batchSize))
        : List.of(hidden.rows(from, batchSize));
  }

  /** Makes the state after {@code steps} steps of a pass, this or another, the initial state here. */
  public void startFrom(RecurrentForward other, int steps) {
    int length = batchSize * layer.paddedSize();
    System.arraycopy(other.hidden.values(), steps * length, hidden.values(), 0, length);
    if (layer.cell().hasMemory()) {
      System.arraycopy(other.memory.values(), steps * length, memory.values(), 0, length);
    }
  }

  /**
   * Runs a share of the first {@code steps} steps.
   *
   * @param ids the ids of one-hot inputs, T·N; not read otherwise
   * @param x the dense inputs, T·N rows; not read with one-hot inputs
   * @param resets whether the state before a step is set to zero, T·N
   */
  public void run(Share share, int[] ids, Matrix x, boolean[] resets, int steps) {
    int rows = share.rows();
    int member = share.member();
    int first = share.firstColumn(layer.paddedSize());
    int end = share.endColumn(layer.paddedSize());
    sumBiases(member);
    int tile = tileSteps(rows);
    int chunk = rows == 1 ? Math.max(1, end - first) : Panels.WIDTH;
    for (int t = 0; t < steps; t++) {
      int row = t * batchSize + share.from();
      if (!layer.oneHot() && t % tile == 0) {
        denseInputs(member, x, row, rows, Math.min(tile, steps - t), first, end);
      }
      reset(resets, row, rows, first, end);
      share.barrier();
      for (int unit = first; unit < end; unit += chunk) {
        int after = Math.min(unit + chunk, end);
        startGates(member, ids, row, rows, unit, after);
        addRecurrent(Recurrence.HIDDEN, hidden, row, rows, unit, after);
        callCell(strips[member], row, rows, unit, after, layer.cell().isGated());
      }
      if (layer.cell().isGated()) {
        share.barrier();
        for (int unit = first; unit < end; unit += chunk) {
          int after = Math.min(unit + chunk, end);
          addRecurrent(Recurrence.GATED, gated, row, rows, unit, after);
          callCell(strips[member], row, rows, unit, after, false);
        }
      }
      for (int r = row; r < row + rows; r++) {
        System.arraycopy(
            hidden.values(), hidden.row(r + batchSize) + first,
            output.values(), output.row(r) + first, end - first);
      }
    }
  }

  /** A group's biases as one, which each row of gates starts from. */
  private void sumBiases(int member) {
    for (int g = 0; g < gates.size(); g++) {
      PanelMatrix sum = biasSums[member][g];
      PanelMatrix bias = layer.groups().get(g).bias().values();
      Parameter second = layer.groups().get(g).recurrentBias();
      for (int i = 0; i < sum.values().length; i++) {
        float other = second == null ? 0f : second.values().values()[second.values().row(0, 0) + i];
        sum.values()[i] = bias.values()[bias.row(0, 0) + i] + other;
      }
    }
  }

  /** What does not depend on the state, for a one-hot layer or a group without input. */
  private void startGates(int member, int[] ids, int row, int rows, int unit, int end) {
    for (int g = 0; g < gates.size(); g++) {
      Parameter input = layer.groups().get(g).input();
      if (input != null && !layer.oneHot()) {
        continue;
      }
      PanelMatrix gate = gates.get(g);
      PanelMatrix bias = biasSums[member][g];
      int endPanel = layer.groups().get(g).panelAfter(end);
      for (int panel = layer.groups().get(g).panelOf(unit); panel < endPanel; panel++) {
        int strips = Panels.strips(gate.columns(), panel);
        if (input == null) {
          fillPanel(bias, gate, panel, row, rows);
        } else {
          PanelMatrix table = input.values();
          ROWS.lookUp(
              gate.values(), gate.row(panel, row), gate.rowStride(),
              table.values(), table.row(panel, 0), ids, row,
              bias.values(), bias.row(panel, 0), rows, strips);
        }
      }
    }
  }

  private void addRecurrent(
      Recurrence recurrence, Matrix source, int row, int rows, int unit, int end) {
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights group = layer.groups().get(g);
      Parameter weights = group.recurrent();
      if (weights != null && group.group().recurrence() == recurrence) {
        Products.multiply(
            source, row, weights.values(), gates.get(g), row, rows,
            group.panelOf(unit), group.panelAfter(end), true);
      }
    }
  }

  /** Steps whose input products are made together, just before they are used. */
  static int tileSteps(int rows) {
    return Math.max(1, TILE_ROWS / Math.max(1, rows));
  }

  private void denseInputs(
      int member, Matrix x, int row, int rows, int steps, int unit, int end) {
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights group = layer.groups().get(g);
      Parameter input = group.input();
      if (input == null) {
        continue;
      }
      int panel = group.panelOf(unit);
      int endPanel = group.panelAfter(end);
      if (rows * steps == 1) {
        for (int p = panel; p < endPanel; p++) {
          fillPanel(biasSums[member][g], gates.get(g), p, row, 1);
        }
        Products.multiply(x, row, input.values(), gates.get(g), row, 1, panel, endPanel, true);
      } else {
        for (int p = panel; p < endPanel; p++) {
          densePanel(biasSums[member][g], g, p, input, x, row, rows, steps);
        }
      }
    }
  }

  private void densePanel(
      PanelMatrix bias, int g, int panel, Parameter input, Matrix x, int row, int rows, int steps) {
    PanelMatrix gate = gates.get(g);
    for (int t = 0; t < steps; t++) {
      fillPanel(bias, gate, panel, row + t * batchSize, rows);
    }
    if (rows == batchSize) {
      Products.multiplyPanel(
          x, row, input.values(), gate, row, rows * steps, 1, 0, panel, true);
    } else {
      Products.multiplyPanel(
          x, row, input.values(), gate, row, rows, steps, batchSize, panel, true);
    }
  }

  private static void fillPanel(
      PanelMatrix bias, PanelMatrix gate, int panel, int row, int rows) {
    ROWS.fill(
        gate.values(), gate.row(panel, row), gate.rowStride(),
        bias.values(), bias.row(panel, 0), rows, Panels.strips(gate.columns(), panel));
  }

  private void reset(boolean[] resets, int row, int rows, int unit, int end) {
    for (int r = row; r < row + rows; r++) {
      if (resets[r]) {
        clear(hidden, r, unit, end);
        if (layer.cell().hasMemory()) {
          clear(memory, r, unit, end);
        }
      }
    }
  }

  /** Sets some columns of a row to zero. */
  static void clear(Matrix matrix, int row, int column, int end) {
    Arrays.fill(matrix.values(), matrix.row(row) + column, matrix.row(row) + end, 0f);
  }

  private void callCell(
      CellStrips s, int row, int rows, int unit, int end, boolean gatedPhase) {
    boolean acrossUnits = rows == 1 && gates.getFirst().panelStride() == Panels.WIDTH;
    int count = acrossUnits ? (end - unit) / Strip.WIDTH : rows;
    for (int u = unit; u < (acrossUnits ? unit + 1 : end); u += Strip.WIDTH) {
      place(s, row, u, acrossUnits);
      if (gatedPhase) {
        layer.cell().forwardGated(s, count);
      } else {
        layer.cell().forward(s, count);
      }
    }
  }

  /**
   * Places the strips on the 16 units from {@code unit} by some rows or, for a single row whose gates
   * are contiguous, on all units from there, 16 a strip row.
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
    int stride = acrossUnits ? Strip.WIDTH : hidden.rowStride();
    s.previousHidden().at(hidden.values(), hidden.row(row) + unit, stride);
    s.hidden().at(hidden.values(), hidden.row(row + batchSize) + unit, stride);
    s.previousMemory().at(memory.values(), memory.row(row) + unit, stride);
    s.memory().at(memory.values(), memory.row(row + batchSize) + unit, stride);
    s.saved().at(saved.values(), saved.row(row) + unit, stride);
    s.gated().at(gated.values(), gated.row(row) + unit, stride);
  }
}
