package charwise.engine.network.block;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.sequence.RmsNorm;
import charwise.engine.layer.sequence.TiedEmbedding;
import charwise.engine.network.Network;
import charwise.engine.network.NetworkBackward;
import charwise.engine.network.NetworkForward;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Blocks on one residual stream: {@code x = e_id}, {@code x += f_k(x)} for each block, {@code
 * logit_v = e_v · norm(x)} with the same vectors e.
 */
public final class BlockNetwork implements Network {
  final TiedEmbedding embedding;
  final List<Block> blocks = new ArrayList<>();
  final RmsNorm norm;
  final int size;

  /**
   * A network whose weights live in the set being built.
   *
   * @param size columns of the stream
   * @param layers how many blocks
   * @param block a new one
   */
  public BlockNetwork(
      int vocabularySize,
      int conditions,
      int size,
      int layers,
      Supplier<? extends Block> block,
      ParameterSet.Builder parameters) {
    this.size = size;
    embedding = new TiedEmbedding(vocabularySize, conditions, size, parameters);
    for (int l = 0; l < layers; l++) {
      blocks.add(block.get());
    }
    norm = new RmsNorm(size, parameters);
  }

  /** {@code embedding.weight}, {@code blocks.0.…} and so on, {@code norm.weight}. */
  @Override
  public List<NamedTensor> tensors() {
    List<NamedTensor> tensors = new ArrayList<>(embedding.tensors("embedding"));
    for (int l = 0; l < blocks.size(); l++) {
      tensors.addAll(blocks.get(l).tensors("blocks." + l + "."));
    }
    tensors.addAll(norm.tensors("norm"));
    return tensors;
  }

  @Override
  public void initialize(RandomStream random, float[] storage) {
    embedding.initialize(random, storage);
    for (Block block : blocks) {
      block.initialize(dropouts(), random, storage);
    }
    norm.initialize(storage);
  }

  @Override
  public void packWeights() {
    embedding.packWeights();
    blocks.forEach(Block::packWeights);
  }

  /** A stage for each block; the first also looks up, the last also normalizes. */
  @Override
  public int stages() {
    return blocks.size();
  }

  @Override
  public int dropouts() {
    return blocks.stream().mapToInt(Block::branches).sum();
  }

  /** Blocks may see more of what was before than a state. */
  @Override
  public boolean hasStates() {
    return false;
  }

  @Override
  public boolean sharesUnits() {
    return false;
  }

  @Override
  public NetworkForward newForward(
      int timeSteps, int batchSize, List<Dropout> dropouts, boolean training, int threads) {
    return new BlockForward(this, timeSteps, batchSize, dropouts, training, threads);
  }

  @Override
  public NetworkBackward newBackward(
      NetworkForward forward, @Nullable WeightNoise noise, int threads) {
    if (noise != null) {
      throw new IllegalArgumentException("noise on recurrent weights, of which there are none");
    }
    return new BlockBackward((BlockForward) forward);
  }

  @Override
  public void readOut(Matrix output, PanelMatrix logits, int row, int rows) {
    embedding.readOut(output, logits, row, rows);
  }
}
