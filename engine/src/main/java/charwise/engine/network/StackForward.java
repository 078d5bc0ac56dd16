package charwise.engine.network;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.RecurrentLayer;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/** The forward pass of a stack over a window of T steps of N streams. */
public final class StackForward {
  final RecurrentStack stack;
  final int batchSize;
  final List<RecurrentForward> layers = new ArrayList<>();
  final List<Dropout> dropouts;
  private final Strip[] strips;
  private final Strip[] strips2;

  /**
   * Buffers for a window.
   *
   * @param dropouts one for the output of each layer but the last; empty for none
   */
  public StackForward(
      RecurrentStack stack,
      int timeSteps,
      int batchSize,
      List<Dropout> dropouts,
      boolean training,
      int threads) {
    this.stack = stack;
    this.batchSize = batchSize;
    this.dropouts = List.copyOf(dropouts);
    for (RecurrentLayer layer : stack.layers()) {
      layers.add(new RecurrentForward(layer, timeSteps, batchSize, training, threads));
    }
    strips = new Strip[threads];
    strips2 = new Strip[threads];
    for (int i = 0; i < threads; i++) {
      strips[i] = new Strip();
      strips2[i] = new Strip();
    }
  }

  /** The forward passes of the layers, from the input up. */
  public List<RecurrentForward> layers() {
    return layers;
  }

  /** The stack's outputs, T·N rows. */
  public Matrix output() {
    return layers.getLast().output();
  }

  /** The states before the window, each N rows: h (and c) of each layer, from the input up. */
  public List<Matrix> initialState() {
    return layers.stream().flatMap(layer -> layer.initialState().stream()).toList();
  }

  /** Makes the state after {@code steps} steps the initial state of the next window. */
  public void carry(int steps) {
    for (int l = 0; l < layers.size(); l++) {
      startFrom(this, l, steps);
    }
  }

  /** Runs a share of {@code steps} steps; see RecurrentForward. */
  public void run(Share share, int[] ids, boolean[] resets, int steps) {
    for (int l = 0; l < layers.size(); l++) {
      runLayer(share, l, ids, resets, steps);
    }
  }

  /** The part of {@link #run} that is layer {@code l}'s, when that of the layer below is done. */
  public void runLayer(Share share, int l, int[] ids, boolean[] resets, int steps) {
    RecurrentForward layer = layers.get(l);
    Matrix x = layers.get(Math.max(0, l - 1)).output();
    layer.run(share, ids, x, resets, steps);
    share.barrier();
    int rows = share.endRow() - share.firstRow();
    for (int t = 0; t < steps; t++) {
      int row = t * batchSize + share.firstRow();
      if (stack.residual() && l > 0) {
        addRows(share.member(), layer.output(), x, row, rows);
      }
      if (l < dropouts.size()) {
        dropouts.get(l).apply(layer.output(), row, rows, strips[share.member()]);
      }
    }
    share.barrier();
  }

  /** Makes the state of layer {@code l} after {@code steps} steps of another pass this one's start. */
  public void startFrom(StackForward other, int l, int steps) {
    layers.get(l).startFrom(other.layers.get(l), steps);
  }

  private void addRows(int member, Matrix target, Matrix source, int row, int rows) {
    STRIPS.add(
        strips[member].at(target.values(), target.row(row), Strip.WIDTH),
        strips2[member].at(source.values(), source.row(row), Strip.WIDTH),
        rows * target.columns() / Strip.WIDTH);
  }
}
