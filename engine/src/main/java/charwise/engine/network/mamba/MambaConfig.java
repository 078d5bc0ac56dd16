package charwise.engine.network.mamba;

import static charwise.engine.network.NetworkSizes.check;

import charwise.engine.kernel.Strip;
import charwise.engine.network.Network;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.network.block.BlockNetwork;
import charwise.engine.network.block.BlockSize;
import charwise.engine.parameter.ParameterSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of a Mamba.
 *
 * @param innerSize E, the channels of convolution and scan
 * @param stateSize S, numbers of state a channel
 * @param rank R, of the product that makes step sizes
 * @param kernelSize K, taps of the convolution
 */
public record MambaConfig(
    int hiddenSize, int layerCount, int innerSize, int stateSize, int rank, int kernelSize)
    implements BlockConfig {
  /** The kind of network in files. */
  public static final String NETWORK = "mamba";

  private static final int MAXIMUM_KERNEL_SIZE = 64;

  /** As the authors have it: E = 2 D, R = D / 16 rounded up, K = 4. */
  public MambaConfig(int hiddenSize, int layerCount, int stateSize) {
    this(hiddenSize, layerCount, 2 * hiddenSize, stateSize, Math.ceilDiv(hiddenSize, 16), 4);
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public MambaConfig {
    check(hiddenSize, layerCount);
    check(innerSize >= 1 && innerSize <= 4 * hiddenSize, "inner size", innerSize);
    check(stateSize >= 1 && stateSize <= BlockSize.STATE.most(), "state size", stateSize);
    check(rank >= 1 && rank <= innerSize, "rank of step sizes", rank);
    check(kernelSize >= 1 && kernelSize <= MAXIMUM_KERNEL_SIZE, "kernel size", kernelSize);
  }

  @Override
  public String network() {
    return NETWORK;
  }

  @Override
  public String kind() {
    return NETWORK;
  }

  @Override
  public String title() {
    return "%s, %d x %d, state %d".formatted(NETWORK, layerCount, hiddenSize, stateSize);
  }

  @Override
  public Map<BlockSize, Integer> sizes() {
    return Map.of(BlockSize.STATE, stateSize);
  }

  @Override
  public Network create(int vocabularySize, int conditions, ParameterSet.Builder parameters) {
    return new BlockNetwork(
        vocabularySize,
        conditions,
        hiddenSize,
        layerCount,
        () -> new MambaBlock(this, parameters),
        parameters);
  }

  @Override
  public double productWeights(int vocabularySize) {
    double block =
        3.0 * hiddenSize * innerSize
            + (double) innerSize * (2 * rank + 2 * stateSize)
            + 6.0 * innerSize * stateSize;
    return layerCount * block + (double) hiddenSize * vocabularySize;
  }

  @Override
  public long carriedFloats(int batchSize) {
    return (long) batchSize * innerSize * stateSize;
  }

  @Override
  public int roomColumns() {
    return 3 * Strip.padded(innerSize);
  }

  @Override
  public long passFloats(int timeSteps, int batchSize, boolean training, int threads) {
    long rows = (long) timeSteps * batchSize;
    long width = Strip.padded(innerSize);
    long rates = Strip.padded(rank) + 2L * Strip.padded(stateSize);
    long strip = (long) Strip.WIDTH * stateSize;
    long room = width * stateSize + strip + (training ? (4L * timeSteps + 1) * strip : 0);
    long trained =
        rows * (2 * width + rates) + batchSize * width * (kernelSize + 1 + stateSize + 1L);
    return normFloats(rows, training)
        + 2 * width * (kernelSize - 1) * batchSize
        + rows * (8 * width + rates + Strip.padded(hiddenSize))
        + 2L * batchSize * width * stateSize
        + threads * room
        + (training ? trained : 0);
  }

  @Override
  public long blockTransposes() {
    return BlockConfig.transposed(Strip.padded(innerSize) + innerSize, hiddenSize)
        + BlockConfig.transposed(
            Strip.padded(rank) + Strip.padded(stateSize) + stateSize, innerSize)
        + BlockConfig.transposed(innerSize, rank)
        + BlockConfig.transposed(hiddenSize, innerSize);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", NETWORK);
    json.put("hidden_size", (long) hiddenSize);
    json.put("layers", (long) layerCount);
    json.put("inner_size", (long) innerSize);
    json.put("state_size", (long) stateSize);
    json.put("dt_rank", (long) rank);
    json.put("kernel_size", (long) kernelSize);
    return json;
  }
}
