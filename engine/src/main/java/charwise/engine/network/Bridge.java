package charwise.engine.network;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;

/**
 * What passes from the end of an encoder to the beginning of a decoder: {@code tanh(W [h⃗ ; h⃖] +
 * b)} with the states of the encoder's last layer after each direction's last unit.
 */
final class Bridge {
  final Linear linear;

  /** [h⃗ ; h⃖] of each item. */
  final Matrix input;

  /** The first h of the decoder's layers, an item a row; later its gradient. */
  final PanelMatrix output;

  private final List<RecurrentForward> lastLayer;
  private final Strip[] strips;

  Bridge(Linear linear, StackForward encoder, ColumnBlocks encoded, int threads) {
    this.linear = linear;
    int items = encoder.shape().maximumBatchSize();
    int size = linear.outputSize();
    lastLayer = encoder.lastLayer();
    input = Matrix.zeros(items, encoded.width());
    output = PanelMatrix.zerosApart(items, size);
    strips = new Strip[threads];
    for (int i = 0; i < threads; i++) {
      strips[i] = new Strip();
    }
  }

  /** The items from {@code from} to {@code to}, not included. */
  void forward(int member, int from, int to) {
    int width = input.columns() / lastLayer.size();
    for (int d = 0; d < lastLayer.size(); d++) {
      RecurrentForward layer = lastLayer.get(d);
      Matrix hidden = layer.hidden();
      for (int item = from; item < to; item++) {
        System.arraycopy(
            hidden.values(),
            hidden.row(layer.rowAfter(layer.finalRow(item))),
            input.values(),
            input.row(item) + d * width,
            width);
      }
    }
    linear.forward(input, output, from, to - from);
    for (int unit = 0; unit < output.columns(); unit += Strip.WIDTH) {
      Strip strip =
          strips[member].at(output.values(), output.index(from, unit), output.rowStride());
      STRIPS.tanh(strip, strip, to - from);
    }
  }

  /** Copies an item's output to a row of a matrix. */
  void copy(int item, Matrix target, int row) {
    for (int panel = 0; panel < output.panels(); panel++) {
      System.arraycopy(
          output.values(),
          output.row(panel, item),
          target.values(),
          target.row(row) + panel * Panels.WIDTH,
          Panels.strips(output.columns(), panel) * Strip.WIDTH);
    }
  }
}
