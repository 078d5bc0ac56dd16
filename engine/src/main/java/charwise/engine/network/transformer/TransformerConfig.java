package charwise.engine.network.transformer;

import static charwise.engine.network.NetworkSizes.check;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.sequence.RotaryAngles;
import charwise.engine.layer.sequence.SelfAttention;
import charwise.engine.layer.sequence.SelfAttentionForward;
import charwise.engine.network.Network;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.network.block.BlockNetwork;
import charwise.engine.network.block.BlockSize;
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
    implements BlockConfig {
  /** The kind of network in files. */
  public static final String NETWORK = "transformer";

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TransformerConfig {
    check(hiddenSize, layerCount);
    check(heads >= 1 && fits(hiddenSize, heads), "number of heads", heads);
    check(context >= 1 && context <= BlockSize.CONTEXT.most(), "context", context);
  }

  /** Whether each head gets an even number of columns, and not too many. */
  static boolean fits(int hiddenSize, int heads) {
    return hiddenSize % (2 * heads) == 0 && hiddenSize / heads <= SelfAttention.MAXIMUM_HEAD_SIZE;
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
    return "%s, %d x %d, %d head%s, context %d"
        .formatted(NETWORK, layerCount, hiddenSize, heads, heads == 1 ? "" : "s", context);
  }

  @Override
  public Map<BlockSize, Integer> sizes() {
    return Map.of(BlockSize.HEADS, heads, BlockSize.CONTEXT, context);
  }

  @Override
  public Network create(int vocabularySize, int conditions, ParameterSet.Builder parameters) {
    RotaryAngles angles = new RotaryAngles(hiddenSize / heads / 2);
    return new BlockNetwork(
        vocabularySize,
        conditions,
        hiddenSize,
        layerCount,
        () -> new TransformerBlock(this, angles, parameters),
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
    return (long) (context - 1) * batchSize * hiddenSize;
  }

  @Override
  public int roomColumns() {
    return Math.max(Strip.padded(TransformerBlock.EXPANSION * hiddenSize), headColumns());
  }

  private int headColumns() {
    return heads * Strip.padded(hiddenSize / heads);
  }

  @Override
  public long passFloats(int timeSteps, int batchSize, boolean training, int threads) {
    long rows = (long) timeSteps * batchSize;
    long before = (long) (context - 1) * batchSize;
    long queries = (long) timeSteps * Panels.WIDTH;
    long slots = (long) Panels.count(timeSteps + context - 1) * Panels.WIDTH;
    long weights = SelfAttentionForward.QUERIES * (slots + Strip.WIDTH);
    long heads16 = headColumns();
    long room =
        queries
            + 2 * slots * Panels.WIDTH
            + weights
            + (long) SelfAttentionForward.QUERIES * Panels.WIDTH;
    long place = room + 2 * slots * Panels.WIDTH + 4 * queries + weights;
    long angles = rows * (hiddenSize / heads + 1);
    return 2 * normFloats(rows, training)
        + (training ? 7 : 4) * rows * heads16
        + 2 * before * heads16
        + angles
        + threads * (training ? room + place : room)
        + 2 * rows * Strip.padded(TransformerBlock.EXPANSION * hiddenSize)
        + 2 * rows * Strip.padded(hiddenSize);
  }

  @Override
  public long largestArray(int timeSteps, int batchSize) {
    long keys = ((long) timeSteps + context - 1) * batchSize * headColumns();
    return Math.max(keys, (long) timeSteps * batchSize * roomColumns());
  }

  @Override
  public long blockTransposes() {
    int inner = TransformerBlock.EXPANSION * hiddenSize;
    return 3 * BlockConfig.transposed(headColumns(), hiddenSize)
        + BlockConfig.transposed(hiddenSize, headColumns())
        + BlockConfig.transposed(inner, hiddenSize)
        + BlockConfig.transposed(hiddenSize, inner);
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
