package charwise.engine.layer.attention;

import static charwise.engine.kernel.Kernels.ATTENTION;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Multiplicative attention (Luong et al. 2015, "general"): {@code score_j = sᵀ W e_j}, with s what
 * the decoder puts out at the step. The keys are W e_j, the query is s.
 */
public final class LuongAttention implements Attention {
  private final int hiddenSize;
  private final Linear key;

  /**
   * Weights in the set being built.
   *
   * @param encoded the columns of the encoder's outputs
   * @param hiddenSize the units of the decoder's state
   */
  public LuongAttention(ColumnBlocks encoded, int hiddenSize, ParameterSet.Builder parameters) {
    this.hiddenSize = hiddenSize;
    key = new Linear(encoded, hiddenSize, false, parameters);
  }

  @Override
  public List<NamedTensor> tensors(String prefix) {
    return key.tensors(prefix + "key");
  }

  @Override
  public void initialize(RandomStream random, float[] storage) {
    NamedTensor weight = tensors("").getFirst();
    weight.addUniform(1 / Math.sqrt(weight.shape()[1]), random, storage);
  }

  @Override
  public int keySize() {
    return hiddenSize;
  }

  @Override
  public Linear key() {
    return key;
  }

  @Override
  public @Nullable Linear query() {
    return null;
  }

  @Override
  public boolean isBeforeStep() {
    return false;
  }

  @Override
  public void score(AttentionRows rows, float[] scores, int at, int count) {
    ATTENTION.dotProducts(scores, at, rows.keys(), rows.query(), count, hiddenSize, rows.scratch());
  }

  @Override
  public void scoreGradient(AttentionRows rows, float[] dScores, int at, int count) {
    ATTENTION.addOuter(rows.dKeys(), dScores, at, rows.query(), count, hiddenSize);
    ATTENTION.weightedSum(rows.query(), dScores, at, rows.keys(), count, hiddenSize);
  }

  @Override
  public boolean hasScoreWeights() {
    return false;
  }

  @Override
  public void addScoreTasks(List<GradientTask> tasks, PanelMatrix parts, IntSupplier count) {}
}
