package charwise.engine.layer.sequence;

import static charwise.engine.kernel.Kernels.ACTIVATIONS;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Two products with an activation between, for each position on its own: {@code y = W_out gelu(W_in
 * x)} with the exact GELU of Hendrycks and Gimpel (2016), {@code u Φ(u)}.
 */
public final class FeedForward {
  private final int size;
  private final int innerSize;
  private final Linear in;
  private final Linear out;

  /** Weights of D × F and F × D in the set being built. */
  public FeedForward(int size, int innerSize, ParameterSet.Builder parameters) {
    this.size = size;
    this.innerSize = innerSize;
    in = new Linear(ColumnBlocks.of(size), innerSize, false, parameters);
    out = new Linear(ColumnBlocks.of(innerSize), size, false, parameters);
  }

  /** {@code name.in.weight} (F × D) and {@code name.out.weight} (D × F). */
  public List<NamedTensor> tensors(String name) {
    List<NamedTensor> tensors = new ArrayList<>(in.tensors(name + ".in"));
    tensors.addAll(out.tensors(name + ".out"));
    return tensors;
  }

  /**
   * Uniform weights in ±1/√D and, times {@code scale}, ±1/√F.
   *
   * @param scale what keeps the sum of many layers' outputs from growing
   */
  public void initialize(double scale, RandomStream random, float[] storage) {
    in.tensors("").getFirst().addUniform(1 / Math.sqrt(size), random, storage);
    out.tensors("").getFirst().addUniform(scale / Math.sqrt(innerSize), random, storage);
  }

  /** Packs the weights; see {@link Linear#packWeights}. */
  public void packWeights() {
    in.packWeights();
    out.packWeights();
  }

  /** The layer at work on a window. */
  public final class Pass {
    /** The products with W_in; after {@link #backward}, their gradients. */
    private final Matrix inner;

    private final PanelMatrix innerPanels;
    private final Matrix activated;
    private final PanelMatrix inTransposed;
    private final PanelMatrix outTransposed;

    /** Buffers for so many rows. */
    public Pass(int rows, boolean training) {
      inner = Matrix.zeros(rows, Strip.padded(innerSize));
      innerPanels = PanelMatrix.over(inner, innerSize);
      activated = Matrix.zeros(rows, inner.columns());
      inTransposed = training ? in.newTransposed() : PanelMatrix.zeros(0, 1);
      outTransposed = training ? out.newTransposed() : PanelMatrix.zeros(0, 1);
    }

    /** {@code y}, of which some rows are written. */
    public void forward(Matrix x, PanelMatrix y, Span span) {
      in.forward(x, innerPanels, 0, span);
      for (int t = 0; t < span.steps(); t++) {
        int row = span.row(t);
        ACTIVATIONS.gelu(
            activated.values(),
            activated.row(row),
            inner.values(),
            inner.row(row),
            span.rows() * inner.columns());
      }
      out.forward(activated, y, 0, span);
    }

    /**
     * The gradient of x, some rows of which are written.
     *
     * @param dActivated room for that of the activations, of F columns; its rows are overwritten
     */
    public void backward(PanelMatrix dY, Matrix dX, Matrix dActivated, Span span, float[] scratch) {
      out.backward(dY, outTransposed, dActivated, span, false, scratch);
      for (int t = 0; t < span.steps(); t++) {
        int row = span.row(t);
        ACTIVATIONS.geluGradient(
            inner.values(),
            inner.row(row),
            dActivated.values(),
            dActivated.row(row),
            inner.values(),
            inner.row(row),
            span.rows() * inner.columns());
      }
      in.backward(innerPanels, inTransposed, dX, span, false, scratch);
    }

    /** Pieces of work that bring the transposed weights up to date. */
    public List<PanelTask> transposes() {
      List<PanelTask> transposes = new ArrayList<>(in.transposes(inTransposed));
      transposes.addAll(out.transposes(outTransposed));
      return transposes;
    }

    /** Adds the tasks that compute the gradients of the weights from all rows. */
    public void addGradientTasks(List<GradientTask> tasks, Matrix x, PanelMatrix dY) {
      in.addGradientTasks(tasks, x, innerPanels);
      out.addGradientTasks(tasks, activated, dY);
    }
  }
}
