package charwise.engine.network;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass of a stack over a window of T steps of N streams: of a text that goes on from
 * window to window, or of whole items, each read from the zero state. Two directions read whole
 * items only.
 */
public final class StackForward implements NetworkForward {
  /** What takes the place of resets where there are none. */
  static final boolean[] NO_RESETS = {};

  /** What takes the place of dense inputs where there are none. */
  static final Matrix NO_COLUMNS = Matrix.zeros(0, 1);

  final RecurrentStack stack;
  final BatchShape shape;
  final int directions;
  final List<RecurrentForward> layers = new ArrayList<>();
  final List<Matrix> outputs = new ArrayList<>();
  final List<Dropout> dropouts;
  private final Strip[] strips;
  private final Strip[] strips2;

  /**
   * Buffers for windows of always the same shape.
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
    this(stack, new BatchShape(timeSteps, batchSize), dropouts, training, threads);
  }

  /**
   * Buffers for batches of one shape.
   *
   * @param shape how much of the buffers each batch fills
   * @param dropouts one for the output of each layer but the last; empty for none
   */
  public StackForward(
      RecurrentStack stack,
      BatchShape shape,
      List<Dropout> dropouts,
      boolean training,
      int threads) {
    this.stack = stack;
    this.shape = shape;
    this.dropouts = List.copyOf(dropouts);
    directions = stack.directions().all().size();
    for (int l = 0; l < stack.depth(); l++) {
      Matrix output = Matrix.zeros(shape.maximumRows(), stack.output().width());
      outputs.add(output);
      for (int d = 0; d < directions; d++) {
        layers.add(
            new RecurrentForward(
                stack.layers().get(l * directions + d),
                shape,
                ofDirection(output, d),
                training,
                threads));
      }
    }
    strips = new Strip[threads];
    strips2 = new Strip[threads];
    for (int i = 0; i < threads; i++) {
      strips[i] = new Strip();
      strips2[i] = new Strip();
    }
  }

  /** The columns of one direction. */
  Matrix ofDirection(Matrix matrix, int d) {
    int width = matrix.columns() / directions;
    return matrix.columns(d * width, width);
  }

  /** How much of the buffers the batch in hand fills. */
  public BatchShape shape() {
    return shape;
  }

  /** The forward passes of the layers, in the order of {@link RecurrentStack#layers}. */
  public List<RecurrentForward> layers() {
    return layers;
  }

  /** The passes of the last layer, one for each direction. */
  List<RecurrentForward> lastLayer() {
    return layers.subList(layers.size() - directions, layers.size());
  }

  /** The stack's outputs, T·N rows, with the columns of {@link RecurrentStack#output}. */
  @Override
  public Matrix output() {
    return outputs.getLast();
  }

  /** The states before the window, each N rows: h (and c) of each layer, from the input up. */
  @Override
  public List<Matrix> initialState() {
    return layers.stream().flatMap(layer -> layer.initialState().stream()).toList();
  }

  /** Makes the state after {@code steps} steps the initial state of the next window. */
  @Override
  public void carry(int steps) {
    for (int l = 0; l < layers.size(); l++) {
      startFrom(this, l, steps);
    }
  }

  /**
   * Runs a share of whole items, of as many steps as the {@link #shape} says.
   *
   * @param ids the ids of one-hot inputs; see RecurrentForward
   */
  public void run(Share share, int[] ids) {
    run(share, ids, NO_COLUMNS);
  }

  /**
   * Runs a share of whole items, of as many steps as the {@link #shape} says.
   *
   * @param x the first layer's dense inputs
   */
  public void run(Share share, int[] ids, Matrix x) {
    for (RecurrentForward layer : layers) {
      layer.clearInitialState(share);
    }
    for (int l = 0; l < outputs.size(); l++) {
      runLayer(share, l, ids, x, NO_RESETS, 0, shape.timeSteps());
    }
  }

  /** Runs a share of {@code steps} steps of a text; see RecurrentForward. */
  @Override
  public void run(Share share, int[] ids, boolean[] resets, int steps) {
    run(share, ids, NO_COLUMNS, resets, 0, steps);
  }

  /**
   * Runs a share of the steps from {@code from} to {@code to}, not included, from the state before
   * them; see RecurrentForward.
   */
  public void run(Share share, int[] ids, Matrix x, boolean[] resets, int from, int to) {
    requireOneDirection();
    for (int l = 0; l < outputs.size(); l++) {
      runLayer(share, l, ids, x, resets, from, to);
    }
  }

  void requireOneDirection() {
    if (directions > 1) {
      throw new IllegalStateException("two directions read whole items, no streams");
    }
  }

  /** The part of {@link #run} that is layer {@code l}'s, when that of the layer below is done. */
  @Override
  public void runStage(Share share, int l, int[] ids, boolean[] resets, int steps) {
    requireOneDirection();
    runLayer(share, l, ids, NO_COLUMNS, resets, 0, steps);
  }

  private void runLayer(
      Share share, int l, int[] ids, Matrix firstX, boolean[] resets, int from, int to) {
    Matrix x = l == 0 ? firstX : outputs.get(l - 1);
    for (int d = 0; d < directions; d++) {
      layers.get(l * directions + d).run(share, ids, x, resets, from, to);
    }
    share.barrier();
    int rows = share.endRow() - share.firstRow();
    Matrix output = outputs.get(l);
    for (int t = from; t < to; t++) {
      int row = t * shape.batchSize() + share.firstRow();
      if (stack.residual() && l > 0) {
        addRows(share.member(), output, x, row, rows);
      }
      if (l < dropouts.size()) {
        dropouts.get(l).apply(output, row, rows, strips[share.member()]);
      }
    }
    share.barrier();
  }

  /**
   * Makes the state of layer {@code l} after {@code steps} steps of another pass this one's start.
   */
  @Override
  public void startFrom(NetworkForward other, int l, int steps) {
    requireOneDirection();
    layers.get(l).startFrom(((StackForward) other).layers.get(l), steps);
  }

  private void addRows(int member, Matrix target, Matrix source, int row, int rows) {
    STRIPS.add(
        strips[member].at(target.values(), target.row(row), Strip.WIDTH),
        strips2[member].at(source.values(), source.row(row), Strip.WIDTH),
        rows * target.columns() / Strip.WIDTH);
  }
}
