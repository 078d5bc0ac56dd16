package charwise.engine.network.block;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Dropout;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.Matrix;
import java.util.List;

/** The weights of one block: what it adds to the residual stream, {@code x' = x + f(x)}. */
public interface Block {
  /** The weights, each name after a prefix such as {@code blocks.0.}. */
  List<NamedTensor> tensors(String prefix);

  /**
   * Sets fresh weights, given that all are zero.
   *
   * @param branches additions to the stream in the whole network, whose sum is to begin near one
   */
  void initialize(int branches, RandomStream random, float[] storage);

  /** Packs the weights for products with one row. */
  void packWeights();

  /** How often it adds to the stream, and so the places of dropout. */
  int branches();

  /** Columns of the room that {@link #newPass} wants. */
  int roomColumns();

  /**
   * Buffers for windows.
   *
   * @param dropouts one a branch, or none
   * @param room a row a position, of {@link #roomColumns}, that the way back may overwrite; without
   *     rows where there is no training
   */
  BlockPass newPass(int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads);
}
