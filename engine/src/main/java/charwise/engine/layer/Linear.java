package charwise.engine.layer;

import static charwise.engine.kernel.Kernels.ROWS;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.RandomStream;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The read-out {@code y = x W + b}, from D inputs to N outputs. */
public final class Linear {
  private final ColumnBlocks input;
  private final int outputSize;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /** A layer whose weights live in the set being built. */
  public Linear(int inputSize, int outputSize, ParameterSet.Builder parameters) {
    this(ColumnBlocks.of(inputSize), outputSize, true, parameters);
  }

  /**
   * A layer whose inputs have gaps between their columns.
   *
   * @param biased whether there is a b
   */
  public Linear(
      ColumnBlocks input, int outputSize, boolean biased, ParameterSet.Builder parameters) {
    this.input = input;
    this.outputSize = outputSize;
    this.weight = parameters.add(input.rows(), outputSize);
    this.bias = biased ? parameters.add(1, outputSize) : null;
  }

  /** N. */
  public int outputSize() {
    return outputSize;
  }

  /** {@code name.weight} (N × D) and, where there is one, {@code name.bias} (N). */
  public List<NamedTensor> tensors(String name) {
    PanelMatrix w = weight.values();
    int inputSize = input.size();
    List<NamedTensor> tensors = new ArrayList<>();
    tensors.add(
        new NamedTensor(
            name + ".weight",
            new int[] {outputSize, inputSize},
            i -> w.index(input.place(i % inputSize), i / inputSize)));
    if (bias != null) {
      PanelMatrix b = bias.values();
      tensors.add(new NamedTensor(name + ".bias", new int[] {outputSize}, i -> b.index(0, i)));
    }
    return tensors;
  }

  /** Uniform weights in ±1/√D from the generator, in the order of {@link #tensors}; zero biases. */
  public void initialize(RandomStream random, float[] storage) {
    double bound = 1 / Math.sqrt(input.size());
    NamedTensor tensor = tensors("").getFirst();
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    tensor.add(values, storage);
  }

  /** Outputs of rows {@code row} to {@code row + rows}; {@code y} is written. */
  public void forward(Matrix x, PanelMatrix y, int row, int rows) {
    if (bias != null) {
      for (int panel = 0; panel < y.panels(); panel++) {
        ROWS.fill(
            y.values(), y.row(panel, row), y.rowStride(),
            bias.values().values(), bias.values().row(panel, 0),
            rows, Panels.strips(outputSize, panel));
      }
    }
    Products.multiply(x, row, weight.values(), y, row, rows, bias != null);
  }

  /** Packs the weights, which {@link Bfloat16} holds without loss, for products with one row. */
  public void packWeights() {
    weight.values().pack();
  }

  /** Room for the transposed weights that {@link #backward} reads. */
  public PanelMatrix newTransposed() {
    return PanelMatrix.zeros(outputSize, input.rows());
  }

  /** The number of panels that {@link #transposePanel} takes one of. */
  public int panels() {
    return weight.values().panels();
  }

  /** Brings one panel of the transposed weights up to date. */
  public void transposePanel(int panel, PanelMatrix transposed) {
    weight.values().transposePanel(panel, transposed);
  }

  /**
   * {@code dx = dy Wᵀ} for some rows; {@code dx} is written.
   *
   * @param scratch {@link Products#scratchSize} floats
   */
  public void backward(
      PanelMatrix dy, PanelMatrix transposed, Matrix dx, int row, int rows, float[] scratch) {
    backward(dy, transposed, dx, row, rows, false, scratch);
  }

  /**
   * {@code dx = dy Wᵀ} or, where others have written to dx before, {@code dx += dy Wᵀ}.
   *
   * @param accumulate whether {@code dx} is added to or set
   */
  public void backward(
      PanelMatrix dy, PanelMatrix transposed, Matrix dx, int row, int rows, boolean accumulate,
      float[] scratch) {
    Products.multiplyBack(
        dy, row, transposed, 0, transposed.panels(), dx, row, rows, 1, 0, accumulate, scratch);
  }

  /** Adds the tasks that compute the gradients of W and b from all rows. */
  public void addGradientTasks(List<GradientTask> tasks, Matrix x, PanelMatrix dy) {
    addGradientTasks(tasks, x, dy, dy::rows);
  }

  /** Adds the tasks that compute the gradients of W and b from the first {@code count} rows. */
  public void addGradientTasks(
      List<GradientTask> tasks, Matrix x, PanelMatrix dy, IntSupplier count) {
    GradientTask.addProduct(tasks, x, dy, count, weight);
    if (bias != null) {
      GradientTask.addBias(tasks, dy, count, bias);
    }
  }
}
