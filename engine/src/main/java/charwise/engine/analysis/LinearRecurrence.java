package charwise.engine.analysis;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.network.Directions;
import charwise.engine.network.RecurrentNetwork;
import charwise.engine.network.RecurrentStack;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;

/**
 * The textbook's case of vanishing and exploding gradients (Bengio, Simard and Frasconi 1994): a
 * linear recurrence whose matrix is a factor times a random orthogonal one, so that each step back
 * multiplies the norm of every gradient by that factor. Its input has no weight: the state of a
 * linear recurrence has no bearing on its gradient.
 */
public final class LinearRecurrence {
  private static final int VOCABULARY = 16;

  private LinearRecurrence() {}

  /**
   * Measures the reach by the backward pass.
   *
   * @param radius the factor, the modulus of every eigenvalue of the matrix
   * @param hiddenSize the number of units
   * @param maximumLag the largest lag, at least 1
   * @param seed of the matrix and the read-out
   */
  public static GradientReach measure(
      double radius, int hiddenSize, int maximumLag, long seed, Team team) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentStack stack =
        new RecurrentStack(
            LinearCell::new,
            InputShape.oneHot(VOCABULARY),
            hiddenSize,
            1,
            false,
            Directions.FORWARD,
            builder);
    Linear decoder = new Linear(hiddenSize, VOCABULARY, builder);
    ParameterSet parameters = builder.build();
    RandomStream random = new RandomStream(seed);
    NamedTensor recurrent = stack.tensors().get(1);
    recurrent.add(orthogonal(hiddenSize, radius, random), parameters.values());
    NamedTensor readOut = decoder.tensors("decoder").getFirst();
    float[] weights = new float[readOut.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) symmetric(random);
    }
    readOut.add(weights, parameters.values());
    char[] text = new char[2 * maximumLag + VOCABULARY];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) random.nextInt(VOCABULARY);
    }
    return new ReachMeasurement(
            new RecurrentNetwork(stack, decoder),
            VOCABULARY,
            maximumLag,
            GradientReach.USUAL_POSITIONS,
            team)
        .run(text, text.length, -1);
  }

  /** A random orthogonal matrix times {@code factor}, by rows: Gram and Schmidt, done twice. */
  private static float[] orthogonal(int size, double factor, RandomStream random) {
    double[][] rows = new double[size][size];
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        rows[r][c] = symmetric(random);
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < r; before++) {
          subtract(rows[r], rows[before], dot(rows[r], rows[before]));
        }
        scale(rows[r], 1 / Math.sqrt(dot(rows[r], rows[r])));
      }
    }
    float[] matrix = new float[size * size];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) (factor * rows[i / size][i % size]);
    }
    return matrix;
  }

  private static double symmetric(RandomStream random) {
    return 2 * random.nextDouble() - 1;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] direction, double factor) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * direction[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
