package charwise.engine.network.convolution;

import charwise.engine.kernel.Strip;
import charwise.engine.network.Network;
import charwise.engine.network.NetworkSizes;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.network.block.BlockNetwork;
import charwise.engine.network.block.BlockSize;
import charwise.engine.parameter.ParameterSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of a convolution network.
 *
 * @param taps K, the units that each block sees
 */
public record ConvolutionConfig(int hiddenSize, int layerCount, int taps) implements BlockConfig {
  static final String NETWORK = "convolution";

  /** Checks the sizes. */
  public ConvolutionConfig {
    NetworkSizes.check(hiddenSize, layerCount);
    NetworkSizes.check(taps >= 1 && taps <= BlockSize.CONTEXT.most(), "number of taps", taps);
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
    return "%s, %d x %d, %d taps".formatted(NETWORK, layerCount, hiddenSize, taps);
  }

  @Override
  public Map<BlockSize, Integer> sizes() {
    return Map.of(BlockSize.CONTEXT, taps);
  }

  @Override
  public Network create(int vocabularySize, int conditions, ParameterSet.Builder parameters) {
    return new BlockNetwork(
        vocabularySize,
        conditions,
        hiddenSize,
        layerCount,
        () -> new ConvolutionBlock(this, parameters),
        parameters);
  }

  @Override
  public double productWeights(int vocabularySize) {
    return (double) hiddenSize * (layerCount * (double) hiddenSize + vocabularySize);
  }

  @Override
  public long carriedFloats(int batchSize) {
    return (long) (taps - 1) * batchSize * hiddenSize;
  }

  @Override
  public int roomColumns() {
    return Strip.padded(hiddenSize);
  }

  @Override
  public long passFloats(int timeSteps, int batchSize, boolean training, int threads) {
    long rows = (long) timeSteps * batchSize;
    long parts = training ? batchSize * (taps + 1L) : 0;
    return normFloats(rows, training)
        + Strip.padded(hiddenSize) * (4 * rows + (taps - 1L) * batchSize + parts);
  }

  @Override
  public long blockTransposes() {
    return BlockConfig.transposed(hiddenSize, hiddenSize);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", NETWORK);
    json.put("hidden_size", (long) hiddenSize);
    json.put("layers", (long) layerCount);
    json.put("taps", (long) taps);
    return json;
  }
}
