package charwise.engine.layer.sequence;

import static charwise.engine.kernel.Kernels.ACTIVATIONS;
import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.RandomStream;
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
 * A convolution over time that sees no later unit, each of E channels on its own, and its
 * activation: {@code u_t = silu(b + Σ_j w_j ⊙ v_(t−K+1+j))} for j from 0 to K − 1, so that the last
 * tap reads the unit itself. What comes before a stream's first unit is zero.
 */
public final class CausalConvolution {
  private final int channels;
  private final int width;
  private final int taps;

  /** All taps in one row, each from a whole strip on. */
  private final Parameter weight;

  private final Parameter bias;

  /** E channels and K taps, whose weights live in the set being built. */
  public CausalConvolution(int channels, int taps, ParameterSet.Builder parameters) {
    this.channels = channels;
    this.width = Strip.padded(channels);
    this.taps = taps;
    weight = parameters.add(1, taps * width);
    bias = parameters.add(1, channels);
  }

  /** {@code name.weight} (E × K) and {@code name.bias} (E). */
  public List<NamedTensor> tensors(String name) {
    PanelMatrix w = weight.values();
    PanelMatrix b = bias.values();
    return List.of(
        new NamedTensor(
            name + ".weight",
            new int[] {channels, taps},
            i -> w.index(0, i % taps * width + i / taps)),
        new NamedTensor(name + ".bias", new int[] {channels}, i -> b.index(0, i)));
  }

  /** Uniform weights and biases in ±1/√K, as in PyTorch. */
  public void initialize(RandomStream random, float[] storage) {
    for (NamedTensor tensor : tensors("")) {
      tensor.addUniform(1 / Math.sqrt(taps), random, storage);
    }
  }

  /** The convolution of a window of N streams, over the rows of {@code v} that its maker writes. */
  public final class Pass {
    private final int batchSize;
    private final Matrix v;
    private final Matrix sums;
    private final Matrix u;

    /** For each stream the gradients of taps and bias, to be summed over streams. */
    private final Matrix parts;

    /** The first step whose unit each stream's last one still goes on from. */
    private final int[] first;

    private final Strip[][] strips;

    /**
     * Buffers.
     *
     * @param v inputs: K − 1 blocks of N rows before the window, then a block a step; E columns
     */
    public Pass(Matrix v, int timeSteps, int batchSize, boolean training, int threads) {
      this.v = v;
      this.batchSize = batchSize;
      int rows = timeSteps * batchSize;
      sums = Matrix.zeros(rows, width);
      u = Matrix.zeros(rows, width);
      parts = Matrix.zeros(training ? batchSize : 0, (taps + 1) * width);
      first = new int[batchSize];
      strips = new Strip[threads][3];
      for (Strip[] own : strips) {
        Arrays.setAll(own, i -> new Strip());
      }
    }

    /** The outputs. */
    public Matrix u() {
      return u;
    }

    /** Runs some streams' steps. */
    public void forward(Span span, int member, boolean[] resets) {
      for (int n = span.from(); n < span.from() + span.rows(); n++) {
        first[n] = 1 - taps;
        for (int t = 0; t < span.steps(); t++) {
          int row = t * batchSize + n;
          first[n] = resets[row] ? t : first[n];
          Strip sum = strip(member, 0, sums, row);
          STRIPS.copy(sum, tap(member, bias, 0), width / Strip.WIDTH);
          for (int j = Math.max(0, first[n] - t + taps - 1); j < taps; j++) {
            STRIPS.addProduct(
                sum,
                tap(member, weight, j),
                strip(member, 2, v, (t + j) * batchSize + n),
                width / Strip.WIDTH);
          }
          ACTIVATIONS.silu(u.values(), u.row(row), sums.values(), sums.row(row), width);
        }
      }
    }

    /**
     * Goes back through some streams' steps.
     *
     * @param dU the gradient of the outputs, replaced by that of the sums
     * @param dV the gradient of the window's inputs, E columns of which are written
     */
    public void backward(Matrix dU, Matrix dV, Span span, int member, boolean[] resets) {
      for (int n = span.from(); n < span.from() + span.rows(); n++) {
        Arrays.fill(parts.values(), parts.row(n), parts.row(n) + parts.columns(), 0f);
        int start = 1 - taps;
        for (int t = 0; t < span.steps(); t++) {
          int row = t * batchSize + n;
          start = resets[row] ? t : start;
          ACTIVATIONS.siluGradient(
              dU.values(),
              dU.row(row),
              dU.values(),
              dU.row(row),
              sums.values(),
              sums.row(row),
              width);
          Arrays.fill(dV.values(), dV.row(row), dV.row(row) + width, 0f);
          for (int j = Math.max(0, start - t + taps - 1); j < taps; j++) {
            Strip dSum = strip(member, 0, dU, row);
            STRIPS.addProduct(
                part(member, n, j),
                dSum,
                strip(member, 2, v, (t + j) * batchSize + n),
                width / Strip.WIDTH);
            int step = t + j - taps + 1;
            if (step >= 0) {
              STRIPS.addProduct(
                  strip(member, 2, dV, step * batchSize + n),
                  dSum,
                  tap(member, weight, j),
                  width / Strip.WIDTH);
            }
          }
          STRIPS.add(part(member, n, taps), strip(member, 0, dU, row), width / Strip.WIDTH);
        }
      }
    }

    /** The inputs before the window: K − 1 blocks of a row a stream. */
    public Matrix before() {
      return v.rows(0, (taps - 1) * batchSize);
    }

    /** Goes on after the steps that another pass, or this one, has run last. */
    public void startFrom(Pass other, int steps) {
      for (int k = 0; k < taps - 1; k++) {
        for (int n = 0; n < batchSize; n++) {
          int to = v.row(k * batchSize + n);
          if (steps - (taps - 1) + k < other.first[n]) {
            Arrays.fill(v.values(), to, to + width, 0f);
          } else {
            int from = other.v.row((steps + k) * batchSize + n);
            System.arraycopy(other.v.values(), from, v.values(), to, width);
          }
        }
      }
    }

    private Strip strip(int member, int i, Matrix matrix, int row) {
      return strips[member][i].at(matrix.values(), matrix.row(row), Strip.WIDTH);
    }

    private Strip part(int member, int n, int j) {
      return strips[member][1].at(parts.values(), parts.row(n) + j * width, Strip.WIDTH);
    }

    private Strip tap(int member, Parameter parameter, int j) {
      PanelMatrix values = parameter.values();
      return strips[member][1].at(values.values(), values.row(0, 0) + j * width, Strip.WIDTH);
    }

    /** Adds the tasks that sum the gradients of all streams. */
    public void addGradientTasks(List<GradientTask> tasks) {
      PanelMatrix ofTaps = PanelMatrix.over(parts, taps * width);
      GradientTask.addBias(tasks, ofTaps, parts::rows, weight);
      PanelMatrix ofBias = PanelMatrix.over(parts.columns(taps * width, width), channels);
      GradientTask.addBias(tasks, ofBias, parts::rows, bias);
    }
  }
}
