package charwise.engine.network.transformer;

import static charwise.engine.network.NetworkSizes.check;

import charwise.engine.layer.sequence.SelfAttention;
import charwise.engine.network.Network;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.block.BlockNetwork;
import charwise.engine.parameter.ParameterSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of a Transformer.
 *
 * @param heads among which the hidden size is shared evenly
 * @param context the units that each unit sees, itself among them
 */
public record TransformerConfig(int hiddenSize, int layerCount, int heads, int context)
    implements NetworkConfig {
  /** The kind of network in files. */
  public static final String NETWORK = "transformer";

  /** The longest context. */
  public static final int MAXIMUM_CONTEXT = 65_536;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TransformerConfig {
    check(hiddenSize, layerCount);
    check(
        heads >= 1
            && hiddenSize % heads == 0
            && hiddenSize / heads % 2 == 0
            && hiddenSize / heads <= SelfAttention.MAXIMUM_HEAD_SIZE,
        "number of heads",
        heads);
    check(context >= 1 && context <= MAXIMUM_CONTEXT, "context", context);
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
    return "%s, %d x %d, %d heads, context %d"
        .formatted(NETWORK, layerCount, hiddenSize, heads, context);
  }

  @Override
  public Network create(int vocabularySize, int conditions, ParameterSet.Builder parameters) {
    return new BlockNetwork(
        vocabularySize,
        conditions,
        hiddenSize,
        layerCount,
        () -> new TransformerBlock(this, parameters),
        parameters);
  }

  @Override
  public double productWeights(int vocabularySize) {
    double square = (double) hiddenSize * hiddenSize;
    double block = (4 + 2 * TransformerBlock.EXPANSION) * square + 2.0 * context * hiddenSize;
    return layerCount * block + (double) hiddenSize * vocabularySize;
  }

  @Override
  public long carriedFloats(int batchSize) {
    return 2L * batchSize;
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", NETWORK);
    json.put("hidden_size", (long) hiddenSize);
    json.put("layers", (long) layerCount);
    json.put("heads", (long) heads);
    json.put("context", (long) context);
    return json;
  }
}
