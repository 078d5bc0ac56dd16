package charwise.engine.layer.sequence;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Causal self-attention with several heads (Vaswani et al. 2017) and rotary positions (Su et al.
 * 2021). Of D columns each head has d = D / heads: {@code score(t, s) = q_t · k_s / √d} for the
 * last {@code context} positions s up to t, {@code o_t = Σ_s softmax(score)_s v_s}, {@code y = W o}
 * with the heads side by side. Query and key are rotated by their position: inside a head, element
 * i pairs with i + d/2 and turns by {@code position · 10000^(−2i/d)}.
 *
 * <p>Keys and values of the positions before a window go on from window to window, as the memory of
 * Dai et al. (2019) does; no gradient reaches them.
 */
public final class SelfAttention {
  /** The most elements of a head, which a panel must hold. */
  public static final int MAXIMUM_HEAD_SIZE = Panels.WIDTH;

  final int size;
  final int heads;
  final int headSize;
  final int context;

  /** The columns of each head, from a whole strip on. */
  final ColumnBlocks columns;

  final Linear query;
  final Linear key;
  final Linear value;
  final Linear output;
  final RotaryAngles angles;

  /**
   * A layer whose weights live in the set being built.
   *
   * @param size D
   * @param heads so many that each has an even number of elements, at most 64
   * @param context the positions that each sees, its own among them
   * @param angles of heads of that size; layers may share them
   */
  public SelfAttention(
      int size, int heads, int context, RotaryAngles angles, ParameterSet.Builder parameters) {
    this.size = size;
    this.heads = heads;
    this.headSize = size / heads;
    this.context = context;
    this.angles = angles;
    if (size % heads != 0 || headSize % 2 != 0 || headSize > MAXIMUM_HEAD_SIZE) {
      throw new IllegalArgumentException("no attention of " + heads + " heads over " + size);
    }
    columns = new ColumnBlocks(Collections.nCopies(heads, headSize));
    ColumnBlocks whole = ColumnBlocks.of(size);
    query = new Linear(whole, columns, false, parameters);
    key = new Linear(whole, columns, false, parameters);
    value = new Linear(whole, columns, false, parameters);
    output = new Linear(columns, size, false, parameters);
  }

  /** {@code name.query.weight}, {@code key}, {@code value} and {@code output}, each D × D. */
  public List<NamedTensor> tensors(String name) {
    List<NamedTensor> tensors = new ArrayList<>(query.tensors(name + ".query"));
    tensors.addAll(key.tensors(name + ".key"));
    tensors.addAll(value.tensors(name + ".value"));
    tensors.addAll(output.tensors(name + ".output"));
    return tensors;
  }

  /**
   * Uniform weights in ±1/√D, those of the output times {@code scale}.
   *
   * @param scale what keeps the sum of many layers' outputs from growing
   */
  public void initialize(double scale, RandomStream random, float[] storage) {
    double bound = 1 / Math.sqrt(size);
    for (Linear linear : List.of(query, key, value)) {
      linear.tensors("").getFirst().addUniform(bound, random, storage);
    }
    output.tensors("").getFirst().addUniform(scale * bound, random, storage);
  }

  /** The columns of all heads. */
  public int width() {
    return columns.width();
  }

  /** Packs the weights; see {@link Linear#packWeights}. */
  public void packWeights() {
    for (Linear linear : List.of(query, key, value, output)) {
      linear.packWeights();
    }
  }
}
