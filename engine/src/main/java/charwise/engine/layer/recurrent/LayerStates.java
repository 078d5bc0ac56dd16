package charwise.engine.layer.recurrent;

import charwise.engine.layer.BatchShape;
import charwise.engine.tensor.Matrix;
import java.util.List;

/**
 * A layer's states over a window: h and, where there is one, c, before and after every step. What a
 * step makes is what the next one starts from, so each is kept once. In reverse the first step's
 * start is a block of rows behind all others.
 */
final class LayerStates {
  final Matrix hidden;
  final Matrix memory;
  private final BatchShape shape;
  private final boolean isReverse;
  private final boolean hasMemory;

  LayerStates(RecurrentLayer layer, BatchShape shape) {
    this.shape = shape;
    isReverse = layer.direction() == Direction.REVERSE;
    hasMemory = layer.cell().hasMemory();
    int rows = shape.maximumRows() + shape.maximumBatchSize();
    hidden = Matrix.zeros(rows, layer.paddedSize());
    memory = Matrix.zeros(hasMemory ? rows : 0, layer.paddedSize());
  }

  /** Where the state is that a row's step starts from. */
  int rowBefore(int row) {
    return isReverse ? row + shape.maximumBatchSize() : row;
  }

  /** Where the state is that a row's step makes. */
  int rowAfter(int row) {
    return isReverse ? row + shape.maximumBatchSize() - shape.batchSize() : row + shape.batchSize();
  }

  /** The row of the step after which a stream's state is its final one. */
  int finalRow(int stream) {
    return isReverse ? stream : shape.lastRow(stream);
  }

  /** The state before the window, h and c, a row a stream. */
  List<Matrix> initial() {
    requireForward();
    int rows = shape.maximumBatchSize();
    return hasMemory
        ? List.of(hidden.rows(0, rows), memory.rows(0, rows))
        : List.of(hidden.rows(0, rows));
  }

  private void requireForward() {
    if (isReverse) {
      throw new IllegalStateException("what is read from the end has no state to start from");
    }
  }

  /** Makes the state after {@code steps} steps elsewhere the initial one here. */
  void startFrom(LayerStates other, int steps) {
    requireForward();
    int rows = shape.batchSize();
    hidden.copyRows(0, other.hidden, steps * rows, rows, 0, hidden.columns());
    if (hasMemory) {
      memory.copyRows(0, other.memory, steps * rows, rows, 0, memory.columns());
    }
  }

  /** Makes the state after the step of row {@code from} the one that row {@code to} starts from. */
  void carry(int from, int to) {
    copyRow(hidden, rowAfter(from), rowBefore(to));
    if (hasMemory) {
      copyRow(memory, rowAfter(from), rowBefore(to));
    }
  }

  private static void copyRow(Matrix matrix, int from, int to) {
    System.arraycopy(
        matrix.values(), matrix.row(from), matrix.values(), matrix.row(to), matrix.columns());
  }

  /** Makes the initial state of a share's streams zero. In reverse it is so anyway. */
  void clearInitial(Share share) {
    int first = share.firstColumn(hidden.columns());
    int end = share.endColumn(hidden.columns());
    for (int n = share.from(); !isReverse && n < share.from() + share.rows(); n++) {
      clear(n, first, end);
    }
  }

  /** Sets some units of the states to zero from which rows start that are reset. */
  void reset(boolean[] resets, int row, int rows, int unit, int end) {
    for (int r = row; r < row + rows; r++) {
      if (startsAt(resets, r)) {
        clear(rowBefore(r), unit, end);
      }
    }
  }

  /** Whether the step of a row starts from the zero state. */
  boolean startsAt(boolean[] resets, int row) {
    return (resets.length > 0 && resets[row] && row <= lastRow(row))
        || (isReverse && startsReverse(row));
  }

  /** Whether nothing has been read before: a stream's last step, and the first one that is run. */
  private boolean startsReverse(int row) {
    return row >= shape.rows() - shape.batchSize() || row == lastRow(row);
  }

  /** The row of the last step of the stream that a row is of. */
  private int lastRow(int row) {
    return shape.lastRow(row % shape.batchSize());
  }

  private void clear(int row, int unit, int end) {
    hidden.clearRows(row, 1, unit, end);
    if (hasMemory) {
      memory.clearRows(row, 1, unit, end);
    }
  }
}
