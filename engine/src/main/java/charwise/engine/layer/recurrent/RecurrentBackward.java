package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
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
 * One layer's backward pass through the window of a {@link RecurrentForward}: truncated
 * backpropagation through time (Williams and Peng 1990), the gradient from after the window taken
 * as zero. Gates become the gradients of their pre-activations, which the gradient tasks then
 * multiply with the layer's inputs and states.
 */
public final class RecurrentBackward {
  private final RecurrentForward forward;
  private final RecurrentLayer layer;
  private final int batchSize;
  private final List<@Nullable PanelMatrix> inputTransposed = new ArrayList<>();
  private final List<@Nullable PanelMatrix> recurrentTransposed = new ArrayList<>();
  private final List<Runnable> transposes = new ArrayList<>();
  private final Matrix dOutput;
  private final Matrix dHidden;
  private final Matrix dPreviousHidden;
  private final Matrix dMemory;
  private final Matrix dGated;
  private final CellStrips[] strips;
  private final float[][] scratch;
  private List<Matrix> dStates = List.of();

  /** Buffers for the backward pass of {@code forward}, for {@code threads} members. */
  public RecurrentBackward(RecurrentForward forward, int threads) {
    this.forward = forward;
    this.layer = forward.layer;
    this.batchSize = forward.batchSize;
    for (GroupWeights group : layer.groups()) {
      Parameter input = layer.oneHot() ? null : group.input();
      inputTransposed.add(input == null ? null : transposed(input));
      Parameter recurrent = group.recurrent();
      recurrentTransposed.add(recurrent == null ? null : transposed(recurrent));
    }
    int width = layer.paddedSize();
    dOutput = Matrix.zeros(forward.timeSteps * batchSize, width);
    dHidden = Matrix.zeros(batchSize, width);
    dPreviousHidden = Matrix.zeros(batchSize, width);
    dMemory = Matrix.zeros(batchSize, width);
    dGated = Matrix.zeros(batchSize, width);
    strips = new CellStrips[threads];
    Arrays.setAll(strips, i -> forward.newStrips());
    scratch = new float[threads][Products.scratchSize()];
  }

  private PanelMatrix transposed(Parameter weights) {
    PanelMatrix values = weights.values();
    PanelMatrix transposed = PanelMatrix.zeros(values.columns(), values.rows());
    for (int panel = 0; panel < values.panels(); panel++) {
      int number = panel;
      transposes.add(() -> values.transposePanel(number, transposed));
    }
    return transposed;
  }

  /** Pieces of work, in any order and on any thread, that bring the transposed weights up to date. */
  public List<Runnable> transposes() {
    return transposes;
  }

  /** dLoss/d(output), T·N rows, to be set before {@link #run}. */
  public Matrix dOutput() {
    return dOutput;
  }

  /** After {@link #run}: the gradient of the initial state, h and, where there is one, c. */
  public List<Matrix> dInitialState() {
    return layer.cell().hasMemory() ? List.of(dPreviousHidden, dMemory) : List.of(dPreviousHidden);
  }

  /**
   * From now on {@link #run} keeps, in {@link #dStates}, what {@link #dInitialState} is for the first
   * step for every other step as well.
   */
  public void keepStateGradients() {
    int rows = forward.timeSteps * batchSize;
    dStates =
        dInitialState().stream().map(state -> Matrix.zeros(rows, state.columns())).toList();
  }

  /**
   * After {@link #run}: the gradient of the state before each step, h and, where there is one, c,
   * each T·N rows; empty unless {@link #keepStateGradients} was called before.
   */
  public List<Matrix> dStates() {
    return dStates;
  }

  /** Adds the tasks of the weight gradients, for one-hot {@code ids} or dense {@code x}. */
  public void addGradientTasks(List<GradientTask> tasks, int[] ids, Matrix x) {
    int rows = forward.timeSteps * batchSize;
    for (int g = 0; g < layer.groups().size(); g++) {
      GroupWeights group = layer.groups().get(g);
      PanelMatrix dGates = forward.gates.get(g);
      Parameter recurrent = group.recurrent();
      if (recurrent != null) {
        Matrix source = group.group().recurrence() == Recurrence.GATED
            ? forward.gated
            : forward.hidden.rows(0, rows);
        GradientTask.addProduct(tasks, source, dGates, recurrent);
      }
      Parameter input = group.input();
      if (input != null && layer.oneHot()) {
        GradientTask.addLookUp(tasks, ids, dGates, input);
      } else if (input != null) {
        GradientTask.addProduct(tasks, x, dGates, input);
      }
      GradientTask.addBias(tasks, dGates, group.bias());
      Parameter second = group.recurrentBias();
      if (second != null) {
        GradientTask.addBias(tasks, dGates, second);
      }
    }
  }

  /**
   * Runs a share back through the whole window.
   *
   * @param dInput receives the gradient of the inputs, T·N rows; not written with one-hot inputs
   * @param accumulate whether to add to {@code dInput} or to set it
   */
  public void run(Share share, boolean[] resets, Matrix dInput, boolean accumulate) {
    int from = share.from();
    int rows = share.rows();
    int first = share.firstColumn(layer.paddedSize());
    int end = share.endColumn(layer.paddedSize());
    CellStrips s = strips[share.member()];
    clearRows(dPreviousHidden, from, rows, first, end);
    clearRows(dMemory, from, rows, first, end);
    int tile = RecurrentForward.tileSteps(rows);
    for (int t = forward.timeSteps - 1; t >= 0; t--) {
      int row = t * batchSize + from;
      addOutputGradient(s, row, from, rows, first, end);
      clearRows(dPreviousHidden, from, rows, first, end);
      callCell(s, row, from, rows, first, end, false);
      share.barrier();
      if (layer.cell().isGated()) {
        backThrough(Recurrence.GATED, share, row, dGated, false);
        callCell(s, row, from, rows, first, end, true);
        share.barrier();
      }
      backThrough(Recurrence.HIDDEN, share, row, dPreviousHidden, true);
      if (!layer.oneHot() && t % tile == 0) {
        inputGradient(share, row, Math.min(tile, forward.timeSteps - t), dInput, accumulate);
      }
      stopAtResets(resets, row, from, rows, first, end);
      keep(row, from, rows, first, end);
    }
  }

  /** dHidden = what came back through time + what comes from above. */
  private void addOutputGradient(CellStrips s, int row, int from, int rows, int unit, int end) {
    int count = (end - unit) / Strip.WIDTH;
    for (int r = 0; r < rows; r++) {
      Strip sum = s.dHidden().at(dHidden.values(), dHidden.row(from + r) + unit, Strip.WIDTH);
      Strip later = s.dPreviousHidden()
          .at(dPreviousHidden.values(), dPreviousHidden.row(from + r) + unit, Strip.WIDTH);
      Strip above = s.dGated().at(dOutput.values(), dOutput.row(row + r) + unit, Strip.WIDTH);
      STRIPS.copy(sum, later, count);
      STRIPS.add(sum, above, count);
    }
  }

  private void callCell(
      CellStrips s, int row, int from, int rows, int first, int end, boolean gatedPhase) {
    RecurrentCell cell = layer.cell();
    for (int unit = first; unit < end; unit += Strip.WIDTH) {
      forward.place(s, row, unit, false);
      place(s.dHidden(), dHidden, from, unit);
      place(s.dPreviousHidden(), dPreviousHidden, from, unit);
      place(s.dMemory(), dMemory, from, unit);
      place(s.dGated(), dGated, from, unit);
      if (gatedPhase) {
        cell.backwardGated(s, rows);
      } else {
        cell.backward(s, rows);
      }
    }
  }

  private static void place(Strip strip, Matrix matrix, int row, int unit) {
    strip.at(matrix.values(), matrix.row(row) + unit, matrix.rowStride());
  }

  /** Multiplies gate gradients with the transposed recurrent weights of one kind. */
  private void backThrough(
      Recurrence recurrence, Share share, int row, Matrix target, boolean accumulate) {
    boolean add = accumulate;
    for (int g = 0; g < recurrentTransposed.size(); g++) {
      PanelMatrix weights = recurrentTransposed.get(g);
      if (weights != null && layer.groups().get(g).group().recurrence() == recurrence) {
        multiplyBack(share, g, row, weights, target, share.from(), 1, add);
        add = true;
      }
    }
  }

  /** The input's gradient of some steps at once, so that the weights are read once for all. */
  private void inputGradient(
      Share share, int row, int steps, Matrix dInput, boolean accumulate) {
    boolean add = accumulate;
    for (int g = 0; g < inputTransposed.size(); g++) {
      PanelMatrix weights = inputTransposed.get(g);
      if (weights != null) {
        multiplyBack(share, g, row, weights, dInput, row, steps, add);
        add = true;
      }
    }
  }

  private void multiplyBack(
      Share share, int g, int row, PanelMatrix weights, Matrix target, int targetRow, int steps,
      boolean accumulate) {
    int first = share.firstColumn(weights.columns()) / Panels.WIDTH;
    int end = Panels.count(share.endColumn(weights.columns()));
    Products.multiplyBack(
        forward.gates.get(g), row, weights, first, end, target, targetRow,
        share.rows(), steps, batchSize, accumulate, scratch[share.member()]);
  }

  private void stopAtResets(
      boolean[] resets, int row, int from, int rows, int unit, int end) {
    for (int r = 0; r < rows; r++) {
      if (resets[row + r]) {
        RecurrentForward.clear(dPreviousHidden, from + r, unit, end);
        RecurrentForward.clear(dMemory, from + r, unit, end);
      }
    }
  }

  /** Copies the gradients of the state before a step, where they are wanted. */
  private void keep(int row, int from, int rows, int unit, int end) {
    for (int i = 0; i < dStates.size(); i++) {
      Matrix state = i == 0 ? dPreviousHidden : dMemory;
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            state.values(), state.row(from + r) + unit,
            dStates.get(i).values(), dStates.get(i).row(row + r) + unit, end - unit);
      }
    }
  }

  private static void clearRows(Matrix matrix, int row, int rows, int unit, int end) {
    for (int r = row; r < row + rows; r++) {
      RecurrentForward.clear(matrix, r, unit, end);
    }
  }
}
