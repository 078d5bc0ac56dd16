package charwise.engine.layer.sequence;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.List;

/**
 * A vector for each of V ids, which both reads an id, {@code x = e_id}, and makes the logits,
 * {@code logit_v = e_v · y} (Press and Wolf 2017). Its gradient is the sum of both uses: the
 * product's over all rows, then that of each row read, in their order. Where texts stand under
 * conditions, the vector of that of the text is added: K more vectors, which only read.
 */
public final class TiedEmbedding {
  private static final double DEVIATION = 0.02;

  private final int size;
  private final int vocabularySize;
  private final int conditions;

  /** D × V: a column for each id. */
  private final Parameter vectors;

  /** D × K. */
  private final Parameter conditionVectors;

  /**
   * An embedding whose vectors live in the set being built.
   *
   * @param size D
   * @param conditions K, 0 for none
   */
  public TiedEmbedding(
      int vocabularySize, int conditions, int size, ParameterSet.Builder parameters) {
    this.size = size;
    this.vocabularySize = vocabularySize;
    this.conditions = conditions;
    vectors = parameters.add(size, vocabularySize);
    conditionVectors = conditions > 0 ? parameters.add(size, conditions) : vectors;
  }

  /**
   * {@code name.weight} (V × D) and, where there are conditions, {@code name.condition} (K × D).
   */
  public List<NamedTensor> tensors(String name) {
    NamedTensor units = tensor(name + ".weight", vectors, vocabularySize);
    return conditions == 0
        ? List.of(units)
        : List.of(units, tensor(name + ".condition", conditionVectors, conditions));
  }

  private NamedTensor tensor(String name, Parameter parameter, int count) {
    PanelMatrix values = parameter.values();
    return new NamedTensor(name, new int[] {count, size}, i -> values.index(i % size, i / size));
  }

  /** Uniform numbers with a standard deviation of 0.02. */
  public void initialize(RandomStream random, float[] storage) {
    for (NamedTensor tensor : tensors("")) {
      tensor.addUniform(DEVIATION * Math.sqrt(3), random, storage);
    }
  }

  /**
   * Sets some rows of x to the vectors of their ids.
   *
   * @param ids one a row; behind those of all {@code windowRows} rows, their conditions
   */
  public void read(int[] ids, int windowRows, Matrix x, Span span) {
    for (int t = 0; t < span.steps(); t++) {
      for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
        copyColumn(vectors.values(), ids[row], x, row, false);
        if (conditions > 0) {
          copyColumn(conditionVectors.values(), ids[windowRows + row], x, row, true);
        }
      }
    }
  }

  private static void copyColumn(PanelMatrix from, int column, Matrix x, int row, boolean add) {
    int start = x.row(row);
    int first = from.index(0, column);
    for (int i = 0; i < from.rows(); i++) {
      float value = from.values()[first + i * Panels.WIDTH];
      x.values()[start + i] = add ? x.values()[start + i] + value : value;
    }
  }

  /** The logits of some rows of y. */
  public void readOut(Matrix y, PanelMatrix logits, int row, int rows) {
    Products.multiply(y, row, vectors.values(), logits, row, rows, false);
  }

  /** Packs the vectors for read-outs of one row; see {@link Linear#packWeights}. */
  public void packWeights() {
    vectors.values().pack();
  }

  /** Room for the transposed vectors that {@link #backward} reads. */
  public PanelMatrix newTransposed() {
    return PanelMatrix.zeros(vocabularySize, size);
  }

  /** Brings the transposed vectors up to date, a piece for each panel. */
  public List<PanelTask> transposes(PanelMatrix transposed) {
    return PanelTask.transposing(vectors.values(), transposed);
  }

  /** The gradient of y from that of the logits, for some rows. */
  public void backward(
      PanelMatrix dLogits, PanelMatrix transposed, Matrix dY, int row, int rows, float[] scratch) {
    Products.multiplyBack(
        dLogits, row, transposed, 0, transposed.panels(), dY, row, rows, 1, 0, false, scratch);
  }

  /**
   * Adds the tasks that compute the gradient of all vectors.
   *
   * @param ids those of all rows, and behind them their conditions
   * @param dX the gradients of what was read
   * @param y what was read out
   */
  public void addGradientTasks(
      List<GradientTask> tasks, int[] ids, Matrix dX, Matrix y, PanelMatrix dLogits) {
    for (int row = 0; row < size; row += Strip.WIDTH) {
      int rows = Math.min(Strip.WIDTH, size - row);
      tasks.add(new GradientTask.TiedRows(ids, 0, dX, y, dLogits, vectors.gradients(), row, rows));
      if (conditions > 0) {
        tasks.add(
            new GradientTask.TiedRows(
                ids, dX.rows(), dX, y, null, conditionVectors.gradients(), row, rows));
      }
    }
  }
}
