package charwise.engine.layer;

import static charwise.engine.kernel.Kernels.ROWS;
import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.parameter.Parameter;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a weight gradient that is computed by one thread, from the whole batch, in one order.
 * Tasks write disjoint places, so that any thread may do any of them at any time after the backward
 * pass. Each sums over the first so many rows of its operands, at least one, as a supplier says at
 * that time: a short batch does not pay for the longest.
 */
public sealed interface GradientTask {
  /** Computes the piece. {@code scratch} has {@link Products#scratchSize} floats. */
  void run(float[] scratch);

  /**
   * Additions for each row of its operands: of tasks that are shared out, large ones come first.
   */
  int additions();

  /** Where in all gradients it writes. */
  int place();

  /** Adds the tasks of {@code dWeights = inputsᵀ dOutputs}, both with a row a position. */
  static void addProduct(
      List<GradientTask> tasks,
      Matrix inputs,
      PanelMatrix dOutputs,
      IntSupplier count,
      Parameter weights) {
    addProduct(tasks, inputs, dOutputs, count, weights, null);
  }

  /**
   * Adds the tasks of {@code dWeights = factors ⊙ inputsᵀ dOutputs}.
   *
   * @param factors what the weights were multiplied by; null for nothing
   */
  static void addProduct(
      List<GradientTask> tasks,
      Matrix inputs,
      PanelMatrix dOutputs,
      IntSupplier count,
      Parameter weights,
      @Nullable PanelMatrix factors) {
    PanelMatrix target = weights.gradients();
    int tilePanels = Products.tilePanels(inputs);
    int tileRows = Products.tileRows(target.rows());
    for (int panel = 0; panel < target.panels(); panel += tilePanels) {
      int panels = Math.min(tilePanels, target.panels() - panel);
      for (int row = 0; row < target.rows(); row += tileRows) {
        int rows = Math.min(tileRows, target.rows() - row);
        tasks.add(
            new ProductTile(inputs, dOutputs, count, target, panel, panels, row, rows, factors));
      }
    }
  }

  /**
   * Adds the tasks of weights that each input has for itself, {@code dWeights = Σ inputs ⊙
   * dOutputs}, summed over rows: strip s of the outputs belongs to strip s / {@code gates} of the
   * inputs.
   */
  static void addScale(
      List<GradientTask> tasks,
      Matrix inputs,
      PanelMatrix dOutputs,
      int gates,
      IntSupplier count,
      Parameter weights) {
    for (int column = 0; column < dOutputs.columns(); column += Strip.WIDTH) {
      tasks.add(new ScaleStrip(inputs, dOutputs, gates, count, weights.gradients(), column));
    }
  }

  /** Adds the tasks of {@code dBias = Σ dOutputs}, summed over rows. */
  static void addBias(
      List<GradientTask> tasks, PanelMatrix dOutputs, IntSupplier count, Parameter bias) {
    for (int panel = 0; panel < dOutputs.panels(); panel++) {
      tasks.add(new BiasPanel(dOutputs, count, bias.gradients(), panel));
    }
  }

  /**
   * Adds the tasks of a look-up table's gradient: row {@code ids[from + r]} receives row r of
   * dOutputs.
   */
  static void addLookUp(
      List<GradientTask> tasks,
      int[] ids,
      int from,
      PanelMatrix dOutputs,
      IntSupplier count,
      Parameter table) {
    for (int panel = 0; panel < dOutputs.panels(); panel++) {
      tasks.add(new LookUpPanel(ids, from, dOutputs, count, table.gradients(), panel));
    }
  }

  /** A tile of a product. */
  record ProductTile(
      Matrix inputs,
      PanelMatrix dOutputs,
      IntSupplier count,
      PanelMatrix target,
      int panel,
      int panels,
      int row,
      int rows,
      @Nullable PanelMatrix factors)
      implements GradientTask {
    @Override
    public void run(float[] scratch) {
      Products.multiplyTransposed(
          inputs, dOutputs, count.getAsInt(), target, panel, panels, row, rows, scratch);
      for (int p = panel; factors != null && p < panel + panels; p++) {
        target.setProduct(target, factors, p, row, rows);
      }
    }

    @Override
    public int additions() {
      return rows * panels * Panels.WIDTH;
    }

    @Override
    public int place() {
      return target.row(panel, row);
    }
  }

  /** A strip of weights that each input has for itself. */
  final class ScaleStrip implements GradientTask {
    private final IntSupplier count;
    private final PanelMatrix weights;
    private final int column;
    private final Strip sum;
    private final Strip input;
    private final Strip dOutput;

    ScaleStrip(
        Matrix inputs,
        PanelMatrix dOutputs,
        int gates,
        IntSupplier count,
        PanelMatrix weights,
        int column) {
      this.count = count;
      this.weights = weights;
      this.column = column;
      int inputColumn = column / Strip.WIDTH / gates * Strip.WIDTH;
      sum = new Strip().at(weights.values(), weights.index(0, column), 0);
      input = new Strip().at(inputs.values(), inputs.row(0) + inputColumn, inputs.rowStride());
      dOutput = new Strip().at(dOutputs.values(), dOutputs.index(0, column), dOutputs.rowStride());
    }

    @Override
    public void run(float[] scratch) {
      int start = weights.index(0, column);
      Arrays.fill(weights.values(), start, start + Strip.WIDTH, 0f);
      STRIPS.addProduct(sum, input, dOutput, count.getAsInt()); // all rows of sum are one
    }

    @Override
    public int additions() {
      return Strip.WIDTH;
    }

    @Override
    public int place() {
      return weights.index(0, column);
    }
  }

  /** A panel of a bias. */
  record BiasPanel(PanelMatrix dOutputs, IntSupplier count, PanelMatrix target, int panel)
      implements GradientTask {
    @Override
    public void run(float[] scratch) {
      ROWS.sum(
          target.values(),
          target.row(panel, 0),
          dOutputs.values(),
          dOutputs.row(panel, 0),
          dOutputs.rowStride(),
          count.getAsInt(),
          Panels.strips(dOutputs.columns(), panel));
    }

    @Override
    public int additions() {
      return Panels.WIDTH;
    }

    @Override
    public int place() {
      return target.row(panel, 0);
    }
  }

  /** A panel of a look-up table. */
  final class LookUpPanel implements GradientTask {
    private final int[] ids;
    private final int from;
    private final PanelMatrix dOutputs;
    private final IntSupplier count;
    private final PanelMatrix target;
    private final int panel;

    LookUpPanel(
        int[] ids,
        int from,
        PanelMatrix dOutputs,
        IntSupplier count,
        PanelMatrix target,
        int panel) {
      this.ids = ids;
      this.from = from;
      this.dOutputs = dOutputs;
      this.count = count;
      this.target = target;
      this.panel = panel;
    }

    @Override
    public void run(float[] scratch) {
      int start = target.row(panel, 0);
      Arrays.fill(target.values(), start, start + target.rows() * Panels.WIDTH, 0f);
      ROWS.scatterAdd(
          target.values(),
          start,
          ids,
          from,
          dOutputs.values(),
          dOutputs.row(panel, 0),
          dOutputs.rowStride(),
          count.getAsInt(),
          Panels.strips(dOutputs.columns(), panel));
    }

    @Override
    public int additions() {
      return Panels.WIDTH;
    }

    @Override
    public int place() {
      return target.row(panel, 0);
    }
  }

  /**
   * Some rows of the vectors of ids, stored a column an id, which were read and, unless {@code
   * dLogits} is null, also multiplied with y: the product's gradient, then each reading's in order
   * of the rows.
   */
  final class TiedRows implements GradientTask {
    private final int[] ids;
    private final int from;
    private final Matrix dX;
    private final Matrix y;
    private final @Nullable PanelMatrix dLogits;
    private final PanelMatrix target;
    private final int row;
    private final int rows;

    /**
     * A task.
     *
     * @param from where in {@code ids} that of the first row is
     * @param row the first of the {@code rows} rows of the vectors
     */
    public TiedRows(
        int[] ids,
        int from,
        Matrix dX,
        Matrix y,
        @Nullable PanelMatrix dLogits,
        PanelMatrix target,
        int row,
        int rows) {
      this.ids = ids;
      this.from = from;
      this.dX = dX;
      this.y = y;
      this.dLogits = dLogits;
      this.target = target;
      this.row = row;
      this.rows = rows;
    }

    @Override
    public void run(float[] scratch) {
      if (dLogits == null) {
        for (int panel = 0; panel < target.panels(); panel++) {
          int start = target.row(panel, row);
          Arrays.fill(target.values(), start, start + rows * Panels.WIDTH, 0f);
        }
      } else {
        Products.multiplyTransposed(
            y, dLogits, y.rows(), target, 0, target.panels(), row, rows, scratch);
      }
      for (int r = 0; r < dX.rows(); r++) {
        int to = target.index(row, ids[from + r]);
        int at = dX.row(r) + row;
        for (int i = 0; i < rows; i++) {
          target.values()[to + i * Panels.WIDTH] += dX.values()[at + i];
        }
      }
    }

    @Override
    public int additions() {
      return rows * target.columns();
    }

    @Override
    public int place() {
      return target.row(0, row);
    }
  }
}
