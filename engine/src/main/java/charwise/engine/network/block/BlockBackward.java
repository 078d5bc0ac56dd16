package charwise.engine.network.block;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.NetworkBackward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The backward pass of a {@link BlockForward}: one gradient of the stream goes down through all
 * blocks.
 */
final class BlockBackward implements NetworkBackward {
  private final BlockForward forward;
  private final Matrix dStream;
  private final PanelMatrix embeddingTransposed;

  BlockBackward(BlockForward forward) {
    this.forward = forward;
    int rows = forward.streams.getFirst().rows();
    dStream = Matrix.zeros(rows, Strip.padded(forward.network.size));
    embeddingTransposed = forward.network.embedding.newTransposed();
  }

  @Override
  public void readOut(PanelMatrix dLogits, int row, int rows, float[] free) {
    forward.network.embedding.backward(
        dLogits, embeddingTransposed, forward.norm.dY(), row, rows, free);
  }

  @Override
  public void readOut(PanelMatrix dLogits, int row, int rows, int behind, float[] free) {
    Matrix dY = dOutput();
    forward.network.embedding.backward(
        dLogits, embeddingTransposed, dY.rows(behind, dY.rows() - behind), row, rows, free);
  }

  @Override
  public Matrix dOutput() {
    return forward.norm.dY();
  }

  /** Of the vectors looked up, from which all blocks get what they know of a position. */
  @Override
  public List<List<Matrix>> keepStepGradients() {
    return List.of(List.of(dStream));
  }

  @Override
  public void run(Share share, boolean[] resets, float[] free) {
    Span span = forward.spans[share.member()];
    for (int t = 0; t < span.steps(); t++) {
      int from = dStream.row(span.row(t));
      Arrays.fill(dStream.values(), from, from + span.rows() * dStream.rowStride(), 0f);
    }
    forward.norm.backward(dStream, span);
    for (int l = forward.blocks.size() - 1; l >= 0; l--) {
      forward.blocks.get(l).backward(dStream, span, share.member(), resets, free);
    }
  }

  /** None: what a block carries gets no gradient that anyone asks for. */
  @Override
  public List<Matrix> dInitialState() {
    return List.of();
  }

  @Override
  public void addGradientTasks(List<GradientTask> tasks, int[] ids, PanelMatrix dLogits) {
    forward.network.embedding.addGradientTasks(tasks, ids, dStream, forward.norm.y(), dLogits);
    forward.norm.addGradientTasks(tasks);
    forward.blocks.forEach(block -> block.addGradientTasks(tasks));
  }

  @Override
  public List<PanelTask> transposes() {
    List<PanelTask> transposes =
        new ArrayList<>(forward.network.embedding.transposes(embeddingTransposed));
    forward.blocks.forEach(block -> transposes.addAll(block.transposes()));
    return transposes;
  }
}
