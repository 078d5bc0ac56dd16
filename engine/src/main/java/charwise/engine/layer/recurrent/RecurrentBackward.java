package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.parameter.Parameter;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One layer's backward pass through the window of a {@link RecurrentForward}: truncated
 * backpropagation through time (Williams and Peng 1990), the gradient from after the window taken
 * as zero unless {@link #dFinalState} says otherwise. Gates become the gradients of their
 * pre-activations, which the gradient tasks then multiply with the layer's inputs and states.
 */
public final class RecurrentBackward {
  private final RecurrentForward forward;
  private final RecurrentLayer layer;
  private final BatchShape shape;
  private final TransposedWeights transposed;
  private final Matrix dOutput;
  private final Matrix dHidden;
  private final Matrix dPreviousHidden;
  private final Matrix dMemory;
  private final List<Matrix> dFinalState;
  private final Matrix dGated;
  private final CellStrips[] strips;
  private List<Matrix> dStates = List.of();

  /**
   * Buffers for the backward pass of {@code forward}, for {@code threads} members.
   *
   * @param dOutput the gradient of the outputs, a row for each of the shape's
   */
  public RecurrentBackward(RecurrentForward forward, Matrix dOutput, int threads) {
    this(forward, dOutput, null, threads);
  }

  /**
   * Buffers for the backward pass of {@code forward}, for {@code threads} members.
   *
   * @param dOutput the gradient of the outputs, a row for each of the shape's
   * @param noise of the recurrent weights, forward and back; null for none
   */
  public RecurrentBackward(
      RecurrentForward forward, Matrix dOutput, @Nullable WeightNoise noise, int threads) {
    this.forward = forward;
    this.layer = forward.layer;
    this.shape = forward.shape;
    this.dOutput = dOutput;
    int batchSize = shape.maximumBatchSize();
    this.transposed = new TransposedWeights(forward, noise, threads);
    int width = layer.paddedSize();
    dHidden = Matrix.zeros(batchSize, width);
    dPreviousHidden = Matrix.zeros(batchSize, width);
    dMemory = Matrix.zeros(batchSize, width);
    dFinalState = dInitialState().stream().map(state -> Matrix.zeros(batchSize, width)).toList();
    dGated = Matrix.zeros(batchSize, width);
    strips = new CellStrips[threads];
    Arrays.setAll(strips, i -> forward.newStrips());
  }

  /**
   * Pieces of work, in any order and on any thread, that must follow a change of weights or of the
   * noise's step.
   */
  public List<PanelTask> transposes() {
    return transposed.updates();
  }

  /**
   * dLoss/d(output), T·N rows, to be set before {@link #run}. Rows behind a stream's end are not
   * read.
   */
  public Matrix dOutput() {
    return dOutput;
  }

  /**
   * What the loss depends on the final state of each stream otherwise than through the outputs: h
   * and, where there is one, c; N rows each, zero unless set. Read where {@link #run} runs the step
   * that made the state.
   */
  public List<Matrix> dFinalState() {
    return dFinalState;
  }

  /**
   * After {@link #run}: the gradient of the initial state, h and, where there is one, c. When only
   * some steps have been run, that of the state before the first of them; it may be added to before
   * the step that made it is run.
   */
  public List<Matrix> dInitialState() {
    return layer.cell().hasMemory() ? List.of(dPreviousHidden, dMemory) : List.of(dPreviousHidden);
  }

  /**
   * From now on {@link #run} keeps, in {@link #dStates}, what {@link #dInitialState} is for the
   * first step for every other step as well.
   */
  public void keepStateGradients() {
    int rows = shape.maximumRows();
    dStates = dInitialState().stream().map(state -> Matrix.zeros(rows, state.columns())).toList();
  }

  /**
   * After {@link #run}: the gradient of the state before each step, h and, where there is one, c,
   * each T·N rows; empty unless {@link #keepStateGradients} was called before.
   */
  public List<Matrix> dStates() {
    return dStates;
  }

  /**
   * Adds the tasks of the weight gradients, for inputs as {@link RecurrentForward#run} reads them.
   */
  public void addGradientTasks(List<GradientTask> tasks, int[] ids, Matrix x) {
    int rows = shape.maximumRows();
    IntSupplier count = shape::rows;
    for (int g = 0; g < layer.groups().size(); g++) {
      GroupWeights group = layer.groups().get(g);
      PanelMatrix dGates = forward.gates.get(g);
      Parameter recurrent = group.recurrent();
      if (recurrent != null) {
        Matrix source =
            group.group().recurrence() == Recurrence.GATED
                ? forward.gated
                : forward.hidden().rows(forward.rowBefore(0), rows);
        GradientTask.addProduct(tasks, source, dGates, count, recurrent, transposed.factors(g));
      }
      for (int i = 0; i < group.tables().size(); i++) {
        GradientTask.addLookUp(tasks, ids, i * rows, dGates, count, group.tables().get(i));
      }
      Parameter dense = group.dense();
      if (dense != null) {
        GradientTask.addProduct(tasks, x, dGates, count, dense);
      }
      Parameter memory = group.memory();
      if (memory != null) {
        Matrix source = forward.memory().rows(forward.rowBefore(0), rows);
        GradientTask.addScale(tasks, source, dGates, group.gates(), count, memory);
      }
      Parameter bias = group.bias();
      if (bias != null) {
        GradientTask.addBias(tasks, dGates, count, bias);
      }
      Parameter second = group.recurrentBias();
      if (second != null) {
        GradientTask.addBias(tasks, dGates, count, second);
      }
    }
  }

  /**
   * Runs a share back through the steps from {@code from} to {@code to}, not included. Those that
   * follow in the layer's direction must have been run back before.
   *
   * @param resets as in {@link RecurrentForward#run}
   * @param dInput receives the gradient of the dense inputs, T·N rows; not written if there are
   *     none
   * @param accumulate whether to add to {@code dInput} or to set it
   */
  public void run(
      Share share, boolean[] resets, int from, int to, Matrix dInput, boolean accumulate) {
    int stream = share.from();
    int rows = share.rows();
    int first = share.firstColumn(layer.paddedSize());
    int end = share.endColumn(layer.paddedSize());
    CellStrips s = strips[share.member()];
    int tile = InputProducts.tileSteps(rows);
    for (int k = to - from - 1; k >= 0; k--) {
      int t = layer.direction().step(k, from, to);
      int row = t * shape.batchSize() + stream;
      beginAtEnds(t, stream, rows, first, end);
      addOutputGradient(s, t, stream, rows, first, end);
      dPreviousHidden.clearRows(stream, rows, first, end);
      callCell(s, row, stream, rows, first, end, false);
      boolean tileDone = layer.input().isDense() && k % tile == 0;
      if (layer.isRecurrent() || tileDone) {
        share.barrier();
      }
      if (layer.isGated()) {
        transposed.multiplyRecurrent(Recurrence.GATED, share, row, dGated, false);
        callCell(s, row, stream, rows, first, end, true);
        share.barrier();
      }
      transposed.multiplyRecurrent(Recurrence.HIDDEN, share, row, dPreviousHidden, true);
      if (tileDone) {
        int steps = Math.min(tile, to - from - k);
        int firstRow = forward.firstOfTile(row, steps);
        transposed.multiplyInputs(share, firstRow, steps, dInput, accumulate);
      }
      stopAtResets(resets, row, stream, rows, first, end);
      keep(row, stream, rows, first, end);
    }
  }

  private boolean isReverse() {
    return layer.direction() == Direction.REVERSE;
  }

  /**
   * What comes from behind a stream's last step, in the layer's direction, and zero behind that.
   */
  private void beginAtEnds(int t, int stream, int rows, int unit, int end) {
    for (int n = stream; n < stream + rows; n++) {
      int last = isReverse() ? 0 : shape.length(n) - 1;
      for (int i = 0; i < dFinalState.size(); i++) {
        Matrix state = i == 0 ? dPreviousHidden : dMemory;
        Matrix dFinal = dFinalState.get(i);
        if (t == last) {
          System.arraycopy(
              dFinal.values(),
              dFinal.row(n) + unit,
              state.values(),
              state.row(n) + unit,
              end - unit);
        } else if (t > last && !isReverse()) {
          state.clearRows(n, 1, unit, end);
        }
      }
    }
  }

  /**
   * dHidden = what came back through time + what comes from above, behind a stream's end nothing.
   */
  private void addOutputGradient(CellStrips s, int t, int from, int rows, int first, int end) {
    int row = t * shape.batchSize() + from;
    int ended = 0;
    for (int n = from; n < from + rows; n++) {
      ended += t < shape.length(n) ? 0 : 1;
    }
    for (int unit = first; ended == 0 && unit < end; unit += Strip.WIDTH) {
      place(s.dHidden(), dHidden, from, unit);
      place(s.dPreviousHidden(), dPreviousHidden, from, unit);
      place(s.above(), dOutput, row, unit);
      STRIPS.sum(s.dHidden(), s.dPreviousHidden(), s.above(), rows);
    }
    for (int r = 0; ended > 0 && r < rows; r++) {
      dHidden.copyRows(from + r, dPreviousHidden, from + r, 1, first, end);
      if (t < shape.length(from + r)) {
        STRIPS.add(
            s.dHidden().at(dHidden.values(), dHidden.row(from + r) + first, Strip.WIDTH),
            s.above().at(dOutput.values(), dOutput.row(row + r) + first, Strip.WIDTH),
            (end - first) / Strip.WIDTH);
      }
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
      if (layer.readsMemory() && gatedPhase == layer.isGated()) {
        addMemoryGradient(s, unit, rows);
      }
    }
  }

  /** The gradient of the c before that came through v ⊙ c. */
  private void addMemoryGradient(CellStrips s, int unit, int rows) {
    for (GroupWeights group : layer.groups()) {
      for (int slot = 0; group.memory() != null && slot < group.gates(); slot++) {
        STRIPS.addProduct(
            s.dMemory(),
            s.gate(group.firstSlot() + slot),
            group.placeMemory(s.weights(), slot, unit, false),
            rows);
      }
    }
  }

  private static void place(Strip strip, Matrix matrix, int row, int unit) {
    strip.at(matrix.values(), matrix.row(row) + unit, matrix.rowStride());
  }

  private void stopAtResets(boolean[] resets, int row, int from, int rows, int unit, int end) {
    for (int r = 0; r < rows; r++) {
      if (forward.states.startsAt(resets, row + r)) {
        dPreviousHidden.clearRows(from + r, 1, unit, end);
        dMemory.clearRows(from + r, 1, unit, end);
      }
    }
  }

  /** Copies the gradients of the state before a step, where they are wanted. */
  private void keep(int row, int from, int rows, int unit, int end) {
    for (int i = 0; i < dStates.size(); i++) {
      Matrix state = i == 0 ? dPreviousHidden : dMemory;
      dStates.get(i).copyRows(row, state, from, rows, unit, end);
    }
  }
}
