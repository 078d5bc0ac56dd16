package charwise.engine.network;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.recurrent.RecurrentBackward;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/** The backward pass of a {@link StackForward}. */
public final class StackBackward {
  private final StackForward forward;
  private final List<RecurrentBackward> layers = new ArrayList<>();
  private final Strip[] strips;

  /** Buffers for the backward pass, for {@code threads} members. */
  public StackBackward(StackForward forward, int threads) {
    this.forward = forward;
    for (RecurrentForward layer : forward.layers) {
      layers.add(new RecurrentBackward(layer, threads));
    }
    strips = new Strip[threads];
    for (int i = 0; i < threads; i++) {
      strips[i] = new Strip();
    }
  }

  /** dLoss/d(stack's output), T·N rows, to be set before {@link #run}. */
  public Matrix dOutput() {
    return layers.getLast().dOutput();
  }

  /** After {@link #run}: gradients of the states before the window, as in StackForward. */
  public List<Matrix> dInitialState() {
    return layers.stream().flatMap(layer -> layer.dInitialState().stream()).toList();
  }

  /** The backward passes of the layers, from the input up. */
  public List<RecurrentBackward> layers() {
    return layers;
  }

  /** Pieces of work that bring the transposed weights up to date. */
  public List<Runnable> transposes() {
    return layers.stream().flatMap(layer -> layer.transposes().stream()).toList();
  }

  /** Adds the tasks of all weight gradients. */
  public void addGradientTasks(List<GradientTask> tasks, int[] ids) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      layers.get(l).addGradientTasks(tasks, ids, forward.layers.get(Math.max(0, l - 1)).output());
    }
  }

  /** Runs a share back through all layers. */
  public void run(Share share, boolean[] resets) {
    int rows = share.endRow() - share.firstRow();
    for (int l = layers.size() - 1; l >= 0; l--) {
      Matrix dOutput = layers.get(l).dOutput();
      Matrix dInput = layers.get(Math.max(0, l - 1)).dOutput();
      boolean residual = l > 0 && forward.stack.residual();
      for (int row = share.firstRow(); row < dOutput.rows(); row += forward.batchSize) {
        if (l < forward.dropouts.size()) {
          Dropout dropout = forward.dropouts.get(l);
          dropout.apply(dOutput, row, rows, strips[share.member()]);
        }
        if (residual) {
          System.arraycopy(
              dOutput.values(), dOutput.row(row),
              dInput.values(), dInput.row(row), rows * dOutput.columns());
        }
      }
      share.barrier();
      layers.get(l).run(share, resets, dInput, residual);
      share.barrier();
    }
  }
}
