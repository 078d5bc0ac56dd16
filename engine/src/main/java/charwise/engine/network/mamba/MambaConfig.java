package charwise.engine.network.mamba;

import static charwise.engine.network.NetworkSizes.check;

import charwise.engine.network.Network;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.block.BlockNetwork;
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
    implements NetworkConfig {
  /** The kind of network in files. */
  public static final String NETWORK = "mamba";

  /** The most numbers of state a channel. */
  public static final int MAXIMUM_STATE_SIZE = 256;

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
    check(stateSize >= 1 && stateSize <= MAXIMUM_STATE_SIZE, "state size", stateSize);
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
