package charwise.engine.network.block;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.network.NetworkConfig;
import java.util.Map;

/**
 * The shape of a network of blocks. It also tells, before there are any, the floats that its
 * buffers take.
 */
public interface BlockConfig extends NetworkConfig {
  /** What it has of the sizes that are a matter of choice. */
  Map<BlockSize, Integer> sizes();

  /** The floats of one block's pass; see {@link Block#newPass}. */
  long passFloats(int timeSteps, int batchSize, boolean training, int threads);

  /** The floats of one block's transposed weights. */
  long blockTransposes();

  /** See {@link Block#roomColumns}. */
  int roomColumns();

  /** The floats of a forward pass and, where there is training, of the way back. */
  default long floats(int timeSteps, int batchSize, boolean training, int threads) {
    long rows = (long) timeSteps * batchSize;
    long width = Strip.padded(hiddenSize());
    long streams = (layerCount() + 1) * rows * width;
    long back = training ? rows * (width + roomColumns()) : 0;
    return streams
        + normFloats(rows, training)
        + back
        + layerCount() * passFloats(timeSteps, batchSize, training, threads);
  }

  /** The floats of a norm's pass. */
  default long normFloats(long rows, boolean training) {
    return rows * ((training ? 3 : 2) * Strip.padded(hiddenSize()) + 1);
  }

  /** The floats of all transposed weights. */
  default long transposes(int vocabularySize) {
    return transposed(vocabularySize, hiddenSize()) + layerCount() * blockTransposes();
  }

  /** The floats of weights with so many inputs and outputs once transposed. */
  static long transposed(long outputs, int inputs) {
    return outputs * Panels.count(inputs) * Panels.WIDTH;
  }

  /** The floats of the largest single array of a step. */
  default long largestArray(int timeSteps, int batchSize) {
    return (long) timeSteps * batchSize * roomColumns();
  }
}
