package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.ROWS;
import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.BatchShape;
import charwise.engine.parameter.Parameter;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a layer's pre-activations that does not depend on the state: biases, one-hot inputs,
 * products with dense inputs, and inputs that pass all weights.
 */
final class InputProducts {
  /** Rows whose dense products are made together, so that a panel of weights serves them all. */
  private static final int TILE_ROWS = 192;

  private final RecurrentLayer layer;
  private final BatchShape shape;
  private final List<PanelMatrix> gates;
  private final PanelMatrix[][] biasSums;

  /** Whether unit u skips from column u, so that skipping goes by whole strips. */
  private final boolean skipsByStrips;

  private final Strip[] gateStrips;
  private final Strip[] inputStrips;

  InputProducts(RecurrentLayer layer, BatchShape shape, List<PanelMatrix> gates, int threads) {
    this.layer = layer;
    this.shape = shape;
    this.gates = gates;
    biasSums = new PanelMatrix[threads][gates.size()];
    for (PanelMatrix[] sums : biasSums) {
      Arrays.setAll(sums, g -> PanelMatrix.zeros(1, layer.groups().get(g).columns()));
    }
    skipsByStrips = layer.input().oneHots().isEmpty() && layer.input().dense().sizes().size() == 1;
    gateStrips = strips(threads);
    inputStrips = strips(threads);
  }

  private static Strip[] strips(int count) {
    Strip[] strips = new Strip[count];
    Arrays.setAll(strips, i -> new Strip());
    return strips;
  }

  /** Steps whose dense products are made together, just before they are used. */
  static int tileSteps(int rows) {
    return Math.max(1, TILE_ROWS / Math.max(1, rows));
  }

  /** Adds up the biases of the groups that have two. */
  void sumBiases(int member) {
    for (int g = 0; g < gates.size(); g++) {
      Parameter bias = layer.groups().get(g).bias();
      Parameter second = layer.groups().get(g).recurrentBias();
      if (bias == null || second == null) {
        continue;
      }
      PanelMatrix sum = biasSums[member][g];
      float[] one = bias.values().values();
      float[] other = second.values().values();
      int start = sum.row(0, 0);
      int oneStart = bias.values().row(0, 0);
      int otherStart = second.values().row(0, 0);
      for (int i = 0; i < sum.panels() * Panels.WIDTH; i++) {
        sum.values()[start + i] = one[oneStart + i] + other[otherStart + i];
      }
    }
  }

  /** What each row of gates starts from: the group's bias, the sum of its two, or zeros. */
  private PanelMatrix bias(int member, int g) {
    GroupWeights group = layer.groups().get(g);
    Parameter only = group.recurrentBias() == null ? group.bias() : null;
    return only == null ? biasSums[member][g] : only.values();
  }

  /** The groups without dense products, for units from {@code unit} to {@code end}. */
  void start(int member, int[] ids, Matrix x, int row, int rows, int unit, int end) {
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights group = layer.groups().get(g);
      if (group.skips()) {
        copyInputs(member, g, ids, x, row, rows, unit, end);
      } else if (group.dense() == null) {
        int endPanel = group.panelAfter(end);
        for (int panel = group.panelOf(unit); panel < endPanel; panel++) {
          startPanel(member, g, panel, ids, row, rows);
        }
      }
    }
  }

  /** Biases and one-hot inputs of one panel of gates. */
  private void startPanel(int member, int g, int panel, int[] ids, int row, int rows) {
    PanelMatrix gate = gates.get(g);
    PanelMatrix bias = bias(member, g);
    List<Parameter> tables = layer.groups().get(g).tables();
    int strips = Panels.strips(gate.columns(), panel);
    if (tables.isEmpty()) {
      ROWS.fill(
          gate.values(),
          gate.row(panel, row),
          gate.rowStride(),
          bias.values(),
          bias.row(panel, 0),
          rows,
          strips);
      return;
    }
    PanelMatrix first = tables.getFirst().values();
    ROWS.lookUp(
        gate.values(),
        gate.row(panel, row),
        gate.rowStride(),
        first.values(),
        first.row(panel, 0),
        ids,
        row,
        bias.values(),
        bias.row(panel, 0),
        rows,
        strips);
    for (int i = 1; i < tables.size(); i++) {
      PanelMatrix table = tables.get(i).values();
      ROWS.addLookUp(
          gate.values(),
          gate.row(panel, row),
          gate.rowStride(),
          table.values(),
          table.row(panel, 0),
          ids,
          i * shape.maximumRows() + row,
          rows,
          strips);
    }
  }

  /** The same of some panels in one row: at once where they lie together and nothing is added. */
  private void startRow(int member, int g, int panel, int endPanel, int[] ids, int row) {
    PanelMatrix gate = gates.get(g);
    if (layer.groups().get(g).tables().isEmpty() && gate.panelStride() == Panels.WIDTH) {
      PanelMatrix bias = bias(member, g);
      System.arraycopy(
          bias.values(),
          bias.row(panel, 0),
          gate.values(),
          gate.row(panel, row),
          (endPanel - panel) * Panels.WIDTH);
      return;
    }
    for (int p = panel; p < endPanel; p++) {
      startPanel(member, g, p, ids, row, 1);
    }
  }

  /** The groups with dense products, of some steps at once, for some units. */
  void multiply(int member, int[] ids, Matrix x, int row, int rows, int steps, int unit, int end) {
    int batchSize = shape.batchSize();
    for (int g = 0; g < gates.size(); g++) {
      GroupWeights group = layer.groups().get(g);
      Parameter dense = group.dense();
      if (dense == null) {
        continue;
      }
      int panel = group.panelOf(unit);
      int endPanel = group.panelAfter(end);
      if (rows * steps == 1) {
        startRow(member, g, panel, endPanel, ids, row);
        Products.multiply(x, row, dense.values(), gates.get(g), row, 1, panel, endPanel, true);
        continue;
      }
      for (int p = panel; p < endPanel; p++) {
        for (int t = 0; t < steps; t++) {
          startPanel(member, g, p, ids, row + t * batchSize, rows);
        }
        boolean together = rows == batchSize;
        Products.multiplyPanel(
            x,
            row,
            dense.values(),
            gates.get(g),
            row,
            together ? rows * steps : rows,
            together ? 1 : steps,
            batchSize,
            p,
            true);
      }
    }
  }

  /** Input u of all, one-hot vectors first, as the pre-activation of unit u. */
  private void copyInputs(
      int member, int g, int[] ids, Matrix x, int row, int rows, int unit, int end) {
    PanelMatrix gate = gates.get(g);
    if (skipsByStrips) {
      for (int u = unit; u < end; u += Strip.WIDTH) {
        STRIPS.copy(gateStrip(member, gate, row, u), inputStrip(member, x, row, u), rows);
      }
      return;
    }
    int[] columns = layer.denseColumns();
    int oneHots = layer.input().size() - columns.length;
    int last = Math.min(end, layer.hiddenSize());
    for (int r = row; r < row + rows; r++) {
      for (int u = unit; u < Math.min(last, oneHots); u++) {
        gate.values()[gate.index(r, u)] = 0f;
      }
      int start = 0;
      for (int i = 0; i < layer.input().oneHots().size(); i++) {
        int u = start + ids[i * shape.maximumRows() + r];
        if (u >= unit && u < last) {
          gate.values()[gate.index(r, u)] = 1f;
        }
        start += layer.input().oneHots().get(i);
      }
      for (int u = Math.max(unit, oneHots); u < last; u++) {
        gate.values()[gate.index(r, u)] = x.values()[x.row(r) + columns[u - oneHots]];
      }
    }
  }

  /**
   * Adds the gradients of units from {@code unit} to {@code end} to those of the inputs they are.
   */
  void addInputGradients(int member, int g, Matrix dInput, int row, int rows, int unit, int end) {
    PanelMatrix gate = gates.get(g);
    if (skipsByStrips) {
      for (int u = unit; u < end; u += Strip.WIDTH) {
        STRIPS.add(inputStrip(member, dInput, row, u), gateStrip(member, gate, row, u), rows);
      }
      return;
    }
    int[] columns = layer.denseColumns();
    int oneHots = layer.input().size() - columns.length;
    int last = Math.min(end, layer.hiddenSize());
    for (int r = row; r < row + rows; r++) {
      for (int u = Math.max(unit, oneHots); u < last; u++) {
        dInput.values()[dInput.row(r) + columns[u - oneHots]] += gate.values()[gate.index(r, u)];
      }
    }
  }

  private Strip gateStrip(int member, PanelMatrix gate, int row, int unit) {
    return gateStrips[member].at(gate.values(), gate.index(row, unit), gate.rowStride());
  }

  private Strip inputStrip(int member, Matrix inputs, int row, int unit) {
    return inputStrips[member].at(inputs.values(), inputs.row(row) + unit, inputs.rowStride());
  }
}
