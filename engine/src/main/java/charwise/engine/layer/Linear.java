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
  /** Rows whose products are made together, so that a panel of weights serves them all. */
  private static final int TILE_ROWS = 192;

  private final ColumnBlocks input;
  private final ColumnBlocks output;
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
    this(input, ColumnBlocks.of(outputSize), biased, parameters);
  }

  /**
   * A layer whose inputs and outputs have gaps between their columns; those of outputs stay zero.
   *
   * @param biased whether there is a b
   */
  public Linear(
      ColumnBlocks input, ColumnBlocks output, boolean biased, ParameterSet.Builder parameters) {
    this.input = input;
    this.output = output;
    this.weight = parameters.add(input.rows(), output.rows());
    this.bias = biased ? parameters.add(1, output.rows()) : null;
  }

  /** N. */
  public int outputSize() {
    return output.size();
  }

  /** {@code name.weight} (N × D) and, where there is one, {@code name.bias} (N). */
  public List<NamedTensor> tensors(String name) {
    PanelMatrix w = weight.values();
    int inputSize = input.size();
    List<NamedTensor> tensors = new ArrayList<>();
    tensors.add(
        new NamedTensor(
            name + ".weight",
            new int[] {output.size(), inputSize},
            i -> w.index(input.place(i % inputSize), output.place(i / inputSize))));
    if (bias != null) {
      PanelMatrix b = bias.values();
      tensors.add(
          new NamedTensor(
              name + ".bias", new int[] {output.size()}, i -> b.index(0, output.place(i))));
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
    fill(y, row, rows);
    Products.multiply(x, row, weight.values(), y, row, rows, bias != null);
  }

  /**
   * Outputs of some streams' steps, {@code y} being written from row {@code yRow} on where {@code
   * x} is read from row 0.
   */
  public void forward(Matrix x, PanelMatrix y, int yRow, Span span) {
    int tile = Math.max(1, TILE_ROWS / span.rows());
    for (int t = 0; t < span.steps(); t += tile) {
      int steps = Math.min(tile, span.steps() - t);
      int row = span.row(t);
      for (int s = 0; bias != null && s < steps; s++) {
        fill(y, yRow + span.row(t + s), span.rows());
      }
      if (span.rows() * steps == 1) {
        Products.multiply(x, row, weight.values(), y, yRow + row, 1, bias != null);
        continue;
      }
      boolean together = span.isWhole();
      for (int panel = 0; panel < weight.values().panels(); panel++) {
        Products.multiplyPanel(
            x,
            row,
            weight.values(),
            y,
            yRow + row,
            together ? span.rows() * steps : span.rows(),
            together ? 1 : steps,
            span.batchSize(),
            panel,
            bias != null);
      }
    }
  }

  private void fill(PanelMatrix y, int row, int rows) {
    for (int panel = 0; bias != null && panel < y.panels(); panel++) {
      ROWS.fill(
          y.values(),
          y.row(panel, row),
          y.rowStride(),
          bias.values().values(),
          bias.values().row(panel, 0),
          rows,
          Panels.strips(y.columns(), panel));
    }
  }

  /** Packs the weights, which {@link Bfloat16} holds without loss, for products with one row. */
  public void packWeights() {
    weight.values().pack();
  }

  /** Room for the transposed weights that {@link #backward} reads. */
  public PanelMatrix newTransposed() {
    return PanelMatrix.zeros(output.rows(), input.rows());
  }

  /** Pieces of work, a panel each, that bring the transposed weights up to date. */
  public List<PanelTask> transposes(PanelMatrix transposed) {
    return PanelTask.transposing(weight.values(), transposed);
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
      PanelMatrix dy,
      PanelMatrix transposed,
      Matrix dx,
      int row,
      int rows,
      boolean accumulate,
      float[] scratch) {
    Products.multiplyBack(
        dy, row, transposed, 0, transposed.panels(), dx, row, rows, 1, 0, accumulate, scratch);
  }

  /** {@code dx = dy Wᵀ} or {@code dx += dy Wᵀ} of some streams' steps. */
  public void backward(
      PanelMatrix dy,
      PanelMatrix transposed,
      Matrix dx,
      Span span,
      boolean accumulate,
      float[] scratch) {
    Products.multiplyBack(
        dy,
        span.row(0),
        transposed,
        0,
        transposed.panels(),
        dx,
        span.row(0),
        span.rows(),
        span.steps(),
        span.batchSize(),
        accumulate,
        scratch);
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
