package charwise.engine.layer.recurrent;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What every recurrent layer must fulfil: the gradients of inputs, initial states and all weights
 * agree with fourth-order central differences of a random linear function of the outputs.
 */
final class GradientContract {
  private static final float DELTA = 0x1p-5f;
  private static final double TOLERANCE = 1e-3;

  private final RecurrentLayer layer;
  private final ParameterSet parameters;
  private final RecurrentForward forward;
  private final RecurrentBackward backward;
  private final int timeSteps;
  private final int batchSize;
  private final int[] ids;
  private final Matrix x;
  private final Matrix dInput;
  private final boolean[] resets;
  private final float[] outputWeights;

  GradientContract(
      RecurrentCell cell, int inputSize, int hiddenSize, int timeSteps, int batchSize,
      boolean oneHot, double resetProbability) {
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    RandomStream random = new RandomStream(7);
    ParameterSet.Builder builder = new ParameterSet.Builder();
    InputShape input =
        oneHot ? InputShape.oneHot(inputSize) : InputShape.dense(inputSize);
    layer = new RecurrentLayer(cell, input, hiddenSize, Direction.FORWARD, builder);
    parameters = builder.build();
    for (NamedTensor tensor : layer.tensors("", 0)) {
      tensor.add(values(random, tensor.size(), 0.8), parameters.values());
    }
    int rows = timeSteps * batchSize;
    int width = layer.paddedSize();
    forward =
        new RecurrentForward(
            layer, new BatchShape(timeSteps, batchSize), Matrix.zeros(rows, width), true, 1);
    backward = new RecurrentBackward(forward, Matrix.zeros(rows, width), 1);
    ids = new int[rows];
    resets = new boolean[rows];
    for (int r = 0; r < rows; r++) {
      ids[r] = random.nextInt(inputSize);
      resets[r] = random.nextDouble() < resetProbability;
    }
    int inputWidth = charwise.engine.kernel.Strip.padded(inputSize);
    x = Matrix.zeros(rows, inputWidth);
    dInput = Matrix.zeros(rows, inputWidth);
    fill(x, inputSize, random);
    for (Matrix state : forward.initialState()) {
      fill(state, hiddenSize, random);
    }
    outputWeights = values(random, rows * hiddenSize, 1);
  }

  /** Every place where a gradient is wrong, as text; empty when the contract holds. */
  List<String> violations() {
    List<float[]> startStates =
        forward.initialState().stream().map(GradientContract::copy).toList();
    Runnable restore = () -> {
      for (int i = 0; i < startStates.size(); i++) {
        paste(startStates.get(i), forward.initialState().get(i));
      }
    };
    computeGradients(restore);
    List<String> violations = new ArrayList<>();
    DoubleSupplier loss = () -> loss();
    restore.run();
    for (NamedTensor tensor : layer.tensors("", 0)) {
      checkTensor(tensor, restore, violations);
    }
    if (layer.input().isDense()) {
      checkMatrix("input", x, layer.input().size(), dInput, loss, restore, violations);
    }
    checkStates(startStates, violations);
    return violations;
  }

  private void computeGradients(Runnable restore) {
    restore.run();
    backward.transposes().forEach(Runnable::run);
    forward.run(Share.ofStreams(0, 0, batchSize), ids, x, resets, 0, timeSteps);
    Matrix dOutput = backward.dOutput();
    for (int r = 0; r < dOutput.rows(); r++) {
      System.arraycopy(
          outputWeights, r * layer.hiddenSize(),
          dOutput.values(), dOutput.row(r), layer.hiddenSize());
    }
    backward.run(Share.ofStreams(0, 0, batchSize), resets, 0, timeSteps, dInput, false);
    List<GradientTask> tasks = new ArrayList<>();
    backward.addGradientTasks(tasks, ids, x);
    float[] scratch = new float[Products.scratchSize()];
    tasks.forEach(task -> task.run(scratch));
  }

  private double loss() {
    forward.run(Share.ofStreams(0, 0, batchSize), ids, x, resets, 0, timeSteps);
    double sum = 0;
    for (int r = 0; r < timeSteps * batchSize; r++) {
      for (int u = 0; u < layer.hiddenSize(); u++) {
        sum += (double) outputWeights[r * layer.hiddenSize() + u]
            * forward.output().values()[forward.output().row(r) + u];
      }
    }
    return sum;
  }

  private void checkTensor(NamedTensor tensor, Runnable restore, List<String> violations) {
    float[] gradients = new float[tensor.size()];
    tensor.read(parameters.gradients(), gradients);
    float[] before = parameters.values().clone();
    for (int i = 0; i < tensor.size(); i++) {
      int place = i;
      if (isAbsorbed(tensor, i)) {
        continue;
      }
      double expected = derivative(delta -> {
        System.arraycopy(before, 0, parameters.values(), 0, before.length);
        float[] change = new float[tensor.size()];
        change[place] = delta;
        tensor.add(change, parameters.values());
        restore.run();
        return loss();
      });
      compare(tensor.name() + "[" + i + "]", gradients[i], expected, violations);
    }
    System.arraycopy(before, 0, parameters.values(), 0, before.length);
  }

  /** Whether element i reads as zero whatever its place holds. */
  private boolean isAbsorbed(NamedTensor tensor, int i) {
    float[] ones = new float[parameters.size()];
    java.util.Arrays.fill(ones, 1f);
    float[] read = new float[tensor.size()];
    tensor.read(ones, read);
    return read[i] == 0f;
  }

  private void checkMatrix(
      String name, Matrix matrix, int columns, Matrix gradient, DoubleSupplier loss,
      Runnable restore, List<String> violations) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < columns; c++) {
        int place = matrix.row(r) + c;
        float before = matrix.values()[place];
        double expected = derivative(delta -> {
          restore.run();
          matrix.values()[place] = before + delta;
          return loss.getAsDouble();
        });
        matrix.values()[place] = before;
        double actual = gradient.values()[gradient.row(r) + c];
        compare(name + "[" + r + "," + c + "]", actual, expected, violations);
      }
    }
  }

  private void checkStates(List<float[]> startStates, List<String> violations) {
    for (int i = 0; i < startStates.size(); i++) {
      Runnable restoreAll = () -> {
        for (int j = 0; j < startStates.size(); j++) {
          paste(startStates.get(j), forward.initialState().get(j));
        }
      };
      checkMatrix(
          "initial state " + i, forward.initialState().get(i), layer.hiddenSize(),
          backward.dInitialState().get(i), this::loss, restoreAll, violations);
    }
  }

  private interface Perturbed {
    double lossAt(float delta);
  }

  private static double derivative(Perturbed f) {
    double near = f.lossAt(DELTA) - f.lossAt(-DELTA);
    double far = f.lossAt(2 * DELTA) - f.lossAt(-2 * DELTA);
    return (8 * near - far) / (12 * DELTA);
  }

  private static void compare(
      String what, double actual, double expected, List<String> violations) {
    double scale = Math.max(1, Math.abs(expected));
    if (!(Math.abs(actual - expected) <= TOLERANCE * scale)) {
      violations.add(what + " is " + actual + ", by differences " + expected);
    }
  }

  private static float[] values(RandomStream random, int count, double bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }

  private static void fill(Matrix matrix, int columns, RandomStream random) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < columns; c++) {
        matrix.values()[matrix.row(r) + c] = (float) (2 * random.nextDouble() - 1);
      }
    }
  }

  private static float[] copy(Matrix matrix) {
    float[] copy = new float[matrix.rows() * matrix.columns()];
    System.arraycopy(matrix.values(), matrix.row(0), copy, 0, copy.length);
    return copy;
  }

  private static void paste(float[] copy, Matrix matrix) {
    System.arraycopy(copy, 0, matrix.values(), matrix.row(0), copy.length);
  }
}
