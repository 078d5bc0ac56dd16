package charwise.engine.layer.sequence;

import static charwise.engine.kernel.Kernels.NORMS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Span;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Root-mean-square normalization (Zhang and Sennrich 2019): {@code y = g ⊙ x / √(mean(x²) + 1e-5)},
 * row by row, over D columns.
 */
public final class RmsNorm {
  private static final float EPSILON = 1e-5f;

  private final int size;
  private final Parameter gain;

  /** A norm of D columns whose gain lives in the set being built. */
  public RmsNorm(int size, ParameterSet.Builder parameters) {
    this.size = size;
    this.gain = parameters.add(1, size);
  }

  /** {@code name.weight} (D). */
  public List<NamedTensor> tensors(String name) {
    PanelMatrix g = gain.values();
    return List.of(new NamedTensor(name + ".weight", new int[] {size}, i -> g.index(0, i)));
  }

  /** A gain of one. */
  public void initialize(float[] storage) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1f);
    tensors("").getFirst().add(ones, storage);
  }

  /** The norm of a window. */
  public final class Pass {
    private final Matrix scaled;
    private final Matrix y;
    private final Matrix dY;
    private final float[] factors;

    /** Buffers for so many rows, those of the gradient only where there is training. */
    public Pass(int rows, boolean training) {
      int width = Strip.padded(size);
      scaled = Matrix.zeros(rows, width);
      y = Matrix.zeros(rows, width);
      dY = Matrix.zeros(training ? rows : 0, width);
      factors = new float[rows];
    }

    /** The outputs. */
    public Matrix y() {
      return y;
    }

    /** The gradient of the outputs, to be set before {@link #backward}. */
    public Matrix dY() {
      return dY;
    }

    /** Normalizes some rows of x, which has D columns in whole strips. */
    public void forward(Matrix x, Span span) {
      for (int t = 0; t < span.steps(); t++) {
        for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
          factors[row] =
              NORMS.normalize(
                  y.values(),
                  y.row(row),
                  scaled.values(),
                  scaled.row(row),
                  x.values(),
                  x.row(row),
                  gain.values().values(),
                  gain.values().row(0, 0),
                  size,
                  EPSILON);
        }
      }
    }

    /** Adds the gradient of some rows of x. */
    public void backward(Matrix dX, Span span) {
      for (int t = 0; t < span.steps(); t++) {
        for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
          NORMS.addGradient(
              dX.values(),
              dX.row(row),
              dY.values(),
              dY.row(row),
              scaled.values(),
              scaled.row(row),
              gain.values().values(),
              gain.values().row(0, 0),
              factors[row],
              size);
        }
      }
    }

    /** Adds the tasks that compute the gradient of g from all rows. */
    public void addGradientTasks(List<GradientTask> tasks) {
      PanelMatrix dOutputs = PanelMatrix.over(dY, size);
      GradientTask.addScale(tasks, scaled, dOutputs, 1, dY::rows, gain);
    }
  }
}
