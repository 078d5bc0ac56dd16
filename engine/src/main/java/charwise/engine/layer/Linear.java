package charwise.engine.layer;

import static charwise.engine.kernel.Kernels.ROWS;

import charwise.engine.kernel.Bfloat16;
import charwise.engine.kernel.Panels;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.List;

/** The read-out {@code y = x W + b}, from D inputs to N outputs. */
public final class Linear {
  private final int inputSize;
  private final int outputSize;
  private final Parameter weight;
  private final Parameter bias;

  /** A layer whose weights live in the set being built. */
  public Linear(int inputSize, int outputSize, ParameterSet.Builder parameters) {
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.weight = parameters.add(inputSize, outputSize);
    this.bias = parameters.add(1, outputSize);
  }

  /** {@code name.weight} (N × D) and {@code name.bias} (N). */
  public List<NamedTensor> tensors(String name) {
    PanelMatrix w = weight.values();
    PanelMatrix b = bias.values();
    return List.of(
        new NamedTensor(
            name + ".weight",
            new int[] {outputSize, inputSize},
            i -> w.index(i % inputSize, i / inputSize)),
        new NamedTensor(name + ".bias", new int[] {outputSize}, i -> b.index(0, i)));
  }

  /** Outputs of rows {@code row} to {@code row + rows}; {@code y} is written. */
  public void forward(Matrix x, PanelMatrix y, int row, int rows) {
    for (int panel = 0; panel < y.panels(); panel++) {
      ROWS.fill(
          y.values(), y.row(panel, row), y.rowStride(),
          bias.values().values(), bias.values().row(panel, 0),
          rows, Panels.strips(outputSize, panel));
    }
    Products.multiply(x, row, weight.values(), y, row, rows, true);
  }

  /** Packs the weights, which {@link Bfloat16} holds without loss, for products with one row. */
  public void packWeights() {
    weight.values().pack();
  }

  /** Room for the transposed weights that {@link #backward} reads. */
  public PanelMatrix newTransposed() {
    return PanelMatrix.zeros(outputSize, inputSize);
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
    Products.multiplyBack(
        dy, row, transposed, 0, transposed.panels(), dx, row, rows, 1, 0, false, scratch);
  }

  /** Adds the tasks that compute the gradients of W and b from the whole batch. */
  public void addGradientTasks(List<GradientTask> tasks, Matrix x, PanelMatrix dy) {
    GradientTask.addProduct(tasks, x, dy, weight);
    GradientTask.addBias(tasks, dy, bias);
  }
}
