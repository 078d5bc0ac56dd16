package charwise.engine.layer.attention;

import static charwise.engine.kernel.Kernels.ATTENTION;

import charwise.engine.kernel.PanelRows;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Additive attention (Bahdanau et al. 2015): {@code score_j = vᵀ tanh(W s + U e_j + b)}, with s the
 * state before the step. The keys are U e_j + b, the query is W s.
 */
public final class BahdanauAttention implements Attention {
  private final int size;
  private final Linear query;
  private final Linear key;
  private final Parameter value;

  /**
   * Weights in the set being built.
   *
   * @param encoded the columns of the encoder's outputs
   * @param hiddenSize the units of the decoder's state
   * @param size A, the units of v
   */
  public BahdanauAttention(
      ColumnBlocks encoded, int hiddenSize, int size, ParameterSet.Builder parameters) {
    this.size = size;
    query = new Linear(ColumnBlocks.of(hiddenSize), size, false, parameters);
    key = new Linear(encoded, size, true, parameters);
    value = parameters.add(1, size);
  }

  @Override
  public List<NamedTensor> tensors(String prefix) {
    PanelMatrix v = value.values();
    List<NamedTensor> tensors = new ArrayList<>(query.tensors(prefix + "query"));
    tensors.addAll(key.tensors(prefix + "key"));
    tensors.add(new NamedTensor(prefix + "value.weight", new int[] {1, size}, i -> v.index(0, i)));
    return tensors;
  }

  @Override
  public void initialize(RandomStream random, float[] storage) {
    for (NamedTensor tensor : tensors("")) {
      if (tensor.shape().length == 2) {
        tensor.addUniform(1 / Math.sqrt(tensor.shape()[1]), random, storage);
      }
    }
  }

  @Override
  public int keySize() {
    return size;
  }

  @Override
  public Linear key() {
    return key;
  }

  @Override
  public Linear query() {
    return query;
  }

  @Override
  public boolean isBeforeStep() {
    return true;
  }

  @Override
  public void score(AttentionRows rows, float[] scores, int at, int count) {
    PanelRows v = value.values().place(rows.scoreWeights(), 0);
    ATTENTION.additiveScores(scores, at, rows.keys(), rows.query(), v, count, size, rows.scratch());
  }

  @Override
  public void scoreGradient(AttentionRows rows, float[] dScores, int at, int count) {
    PanelRows v = value.values().place(rows.scoreWeights(), 0);
    ATTENTION.additiveGradient(
        rows.dKeys(),
        rows.query(),
        rows.dScoreWeights(),
        dScores,
        at,
        rows.keys(),
        rows.query(),
        v,
        count,
        size);
  }

  @Override
  public boolean hasScoreWeights() {
    return true;
  }

  @Override
  public void addScoreTasks(List<GradientTask> tasks, PanelMatrix parts, IntSupplier count) {
    GradientTask.addBias(tasks, parts, count, value);
  }
}
