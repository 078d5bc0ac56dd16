package charwise.engine.layer.attention;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.PanelMatrix;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A way to score the outputs of an encoder by the state of a decoder. Of each output e_j a key is
 * made, once for an item; of the state a query; a kind of attention says what score a query gives a
 * key. The rest is the same for all: weights are the softmax of an item's scores, the context is
 * the sum of its outputs by these weights. Holds weights only.
 */
public interface Attention {
  /** The weights in PyTorch's layout, by the names of the model file, each after a prefix. */
  List<NamedTensor> tensors(String prefix);

  /** Sets fresh weights, uniform in ±1/√D for a matrix with D columns, where all are zero. */
  void initialize(RandomStream random, float[] storage);

  /** The columns of keys and queries. */
  int keySize();

  /** What makes keys of the encoder's outputs. */
  Linear key();

  /** What makes queries of states; null if the state itself is the query. */
  @Nullable Linear query();

  /**
   * Whether a step's context is made from the state before it, and then read by the decoder as
   * well, rather than from the state after it and read by the output alone.
   */
  boolean isBeforeStep();

  /**
   * The scores of one query for the first {@code count} keys.
   *
   * @param rows placed on the query and the first of the keys
   * @param scores receives them from {@code at} on, and zeros up to a whole strip
   */
  void score(AttentionRows rows, float[] scores, int at, int count);

  /**
   * Back through {@link #score}: adds to the gradients of the keys, replaces the query by its
   * gradient, and sets this row's part of the gradient of weights that take part in the score.
   *
   * @param dScores the gradients of the scores from {@code at} on
   */
  void scoreGradient(AttentionRows rows, float[] dScores, int at, int count);

  /**
   * Whether weights take part in the score itself: there is a row of their gradient for each query.
   */
  boolean hasScoreWeights();

  /**
   * Adds the tasks of these weights' gradients, from the first {@code count} rows of their parts.
   */
  void addScoreTasks(List<GradientTask> tasks, PanelMatrix parts, IntSupplier count);
}
