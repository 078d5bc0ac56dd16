package charwise.engine.layer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Span;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import java.util.List;

/**
 * What every layer must fulfil: gradients of inputs and weights agree with fourth-order central
 * differences of a random linear function of its outputs.
 */
final class DifferenceContract {
  private static final float DELTA = 0x1p-5f;
  private static final double TOLERANCE = 1.5e-3;

  /** Runs the layer forward, its outputs being in {@code y}. */
  private final Runnable forward;

  private final Matrix y;
  private final Matrix dY;

  /** A layer whose outputs' gradient is {@code dY}. */
  DifferenceContract(Runnable forward, Matrix y, Matrix dY) {
    this.forward = forward;
    this.y = y;
    this.dY = dY;
  }

  private double loss() {
    forward.run();
    double sum = 0;
    for (int r = 0; r < dY.rows(); r++) {
      for (int c = 0; c < dY.columns(); c++) {
        sum += (double) y.values()[y.row(r) + c] * dY.values()[dY.row(r) + c];
      }
    }
    return sum;
  }

  private double difference(float[] values, int place) {
    float before = values[place];
    double[] losses = new double[4];
    float[] steps = {2, 1, -1, -2};
    for (int i = 0; i < 4; i++) {
      values[place] = before + steps[i] * DELTA;
      losses[i] = loss();
    }
    values[place] = before;
    return (-losses[0] + 8 * losses[1] - 8 * losses[2] + losses[3]) / (12 * DELTA);
  }

  private static void check(String what, double actual, double expected) {
    assertThat(actual)
        .as(what)
        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
  }

  /** Checks the gradient of some columns of a matrix. */
  void checkInput(String what, Matrix x, Matrix dX, int columns) {
    for (int r = 0; r < dX.rows(); r++) {
      for (int c = 0; c < columns; c += 1 + columns / 7) {
        double expected = difference(x.values(), x.row(r) + c);
        check(what + " " + r + ", " + c, dX.values()[dX.row(r) + c], expected);
      }
    }
  }

  /** Checks the gradients of all weights, of large tensors some elements. */
  void checkWeights(List<NamedTensor> tensors, ParameterSet parameters) {
    for (NamedTensor tensor : tensors) {
      float[] gradient = new float[tensor.size()];
      tensor.read(parameters.gradients(), gradient);
      for (int i = 0; i < gradient.length; i += 1 + gradient.length / 60) {
        float[] marked = new float[parameters.size()];
        float[] one = new float[tensor.size()];
        one[i] = 1;
        tensor.add(one, marked);
        int place = 0;
        while (marked[place] == 0) {
          place++;
        }
        check(tensor.name() + "[" + i + "]", gradient[i], difference(parameters.values(), place));
      }
    }
  }

  static Matrix random(int rows, int columns, RandomStream random) {
    return random(Matrix.zeros(rows, (columns + 15) / 16 * 16), columns, random);
  }

  static Matrix random(Matrix matrix, int columns, RandomStream random) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < columns; c++) {
        matrix.values()[matrix.row(r) + c] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return matrix;
  }

  /** Weights near those of a fresh layer, none of them at a special value. */
  static void stir(List<NamedTensor> tensors, ParameterSet parameters, RandomStream random) {
    for (NamedTensor tensor : tensors) {
      tensor.addUniform(0.5, random, parameters.values());
    }
  }

  /** Resets before about a third of the rows. */
  static boolean[] resets(int rows, RandomStream random) {
    boolean[] resets = new boolean[rows];
    for (int r = 0; r < rows; r++) {
      resets[r] = random.nextInt(3) == 0;
    }
    return resets;
  }

  static Span all(int batchSize, int steps) {
    return new Span(batchSize).at(0, batchSize, steps);
  }
}
