package charwise.engine.network;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.recurrent.RecurrentBackward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backward pass of a {@link StackForward}. */
public final class StackBackward {
  private final StackForward forward;
  private final List<RecurrentBackward> layers = new ArrayList<>();
  private final List<Matrix> dOutputs = new ArrayList<>();
  private final Matrix dInput;
  private final Strip[] strips;

  /** Buffers for the backward pass, for {@code threads} members. */
  public StackBackward(StackForward forward, int threads) {
    this(forward, null, threads);
  }

  /**
   * Buffers for the backward pass, for {@code threads} members.
   *
   * @param noise of all recurrent weights, forward and back; null for none
   */
  public StackBackward(StackForward forward, @Nullable WeightNoise noise, int threads) {
    this.forward = forward;
    int rows = forward.shape.maximumRows();
    int width = forward.stack.layers().getFirst().input().dense().width();
    dInput = width == 0 ? StackForward.NO_COLUMNS : Matrix.zeros(rows, width);
    for (Matrix output : forward.outputs) {
      Matrix dOutput = Matrix.zeros(rows, output.columns());
      for (int d = 0; d < forward.directions; d++) {
        layers.add(
            new RecurrentBackward(
                forward.layers.get(layers.size()),
                forward.ofDirection(dOutput, d),
                noise,
                threads));
      }
      dOutputs.add(dOutput);
    }
    strips = new Strip[threads];
    for (int i = 0; i < threads; i++) {
      strips[i] = new Strip();
    }
  }

  /**
   * dLoss/d(stack's output), T·N rows, to be set before {@link #run}, which changes it. Rows behind
   * a stream's end are not read.
   */
  public Matrix dOutput() {
    return dOutputs.getLast();
  }

  /** After {@link #run}: the gradient of the first layer's dense inputs, T·N rows. */
  public Matrix dInput() {
    return dInput;
  }

  /** After {@link #run}: gradients of the states before the window, as in StackForward. */
  public List<Matrix> dInitialState() {
    return layers.stream().flatMap(layer -> layer.dInitialState().stream()).toList();
  }

  /** The backward passes of the layers, in the order of {@link RecurrentStack#layers}. */
  public List<RecurrentBackward> layers() {
    return layers;
  }

  /** The backward passes of the last layer, one for each direction. */
  List<RecurrentBackward> lastLayer() {
    return layers.subList(layers.size() - forward.directions, layers.size());
  }

  /** Pieces of work that must follow a change of weights or of the noise's step. */
  public List<PanelTask> transposes() {
    return layers.stream().flatMap(layer -> layer.transposes().stream()).toList();
  }

  /** Adds the tasks of all weight gradients, for a first layer that reads ids alone. */
  public void addGradientTasks(List<GradientTask> tasks, int[] ids) {
    addGradientTasks(tasks, ids, StackForward.NO_COLUMNS);
  }

  /**
   * Adds the tasks of all weight gradients.
   *
   * @param x the first layer's dense inputs
   */
  public void addGradientTasks(List<GradientTask> tasks, int[] ids, Matrix x) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      int l = i / forward.directions;
      layers.get(i).addGradientTasks(tasks, ids, l == 0 ? x : forward.outputs.get(l - 1));
    }
  }

  /** Runs a share of whole items back through all layers. */
  public void run(Share share) {
    runAll(share, StackForward.NO_RESETS, 0, forward.shape.timeSteps());
  }

  /** Runs a share of a window of a text back through all layers. */
  public void run(Share share, boolean[] resets) {
    run(share, resets, 0, forward.shape.timeSteps());
  }

  /**
   * Runs a share of the steps from {@code from} to {@code to}, not included, back through all
   * layers, when those that follow have been; see RecurrentBackward.
   */
  public void run(Share share, boolean[] resets, int from, int to) {
    forward.requireOneDirection();
    runAll(share, resets, from, to);
  }

  private void runAll(Share share, boolean[] resets, int from, int to) {
    int rows = share.endRow() - share.firstRow();
    for (int l = dOutputs.size() - 1; l >= 0; l--) {
      Matrix dOutput = dOutputs.get(l);
      Matrix dBelow = l == 0 ? dInput : dOutputs.get(l - 1);
      boolean residual = l > 0 && forward.stack.residual();
      for (int t = from; t < to; t++) {
        int row = t * forward.shape.batchSize() + share.firstRow();
        if (l < forward.dropouts.size()) {
          Dropout dropout = forward.dropouts.get(l);
          dropout.apply(dOutput, row, rows, strips[share.member()]);
        }
        if (residual) {
          System.arraycopy(
              dOutput.values(),
              dOutput.row(row),
              dBelow.values(),
              dBelow.row(row),
              rows * dOutput.columns());
        }
      }
      share.barrier();
      for (int d = 0; d < forward.directions; d++) {
        RecurrentBackward layer = layers.get(l * forward.directions + d);
        layer.run(share, resets, from, to, dBelow, residual || d > 0);
      }
      share.barrier();
    }
  }
}
