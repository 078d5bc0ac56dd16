package charwise.engine.layer.recurrent;

import static charwise.engine.Differences.compare;
import static charwise.engine.Differences.derivative;
import static charwise.engine.Differences.derivativeBetweenKinks;

import charwise.engine.Differences;
import charwise.engine.Differences.Perturbed;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * What every recurrent layer must fulfil: the gradients of inputs, initial states and all weights
 * agree with fourth-order central differences of a random linear function of the outputs and the
 * final states.
 */
final class GradientContract {
  private final RecurrentLayer layer;
  private final ParameterSet parameters;
  private final RecurrentForward forward;
  private final RecurrentBackward backward;
  private final BatchShape shape;
  private final int[] ids;
  private final Matrix x;
  private final Matrix dInput;
  private final boolean[] resets;
  private final float[] outputWeights;
  private final float[] finalWeights;
  private final int stepsAtOnce;

  GradientContract(
      RecurrentCell cell,
      int inputSize,
      int hiddenSize,
      int timeSteps,
      int batchSize,
      boolean oneHot,
      double resetProbability) {
    this(
        cell,
        oneHot ? InputShape.oneHot(inputSize) : InputShape.dense(inputSize),
        hiddenSize,
        Direction.FORWARD,
        new BatchShape(timeSteps, batchSize),
        resetProbability,
        timeSteps);
  }

  /**
   * For streams of different lengths.
   *
   * @param stepsAtOnce how many steps are run by one call, in one direction
   */
  GradientContract(
      RecurrentCell cell,
      InputShape input,
      int hiddenSize,
      Direction direction,
      BatchShape shape,
      double resetProbability,
      int stepsAtOnce) {
    this.shape = shape;
    this.stepsAtOnce = stepsAtOnce;
    RandomStream random = new RandomStream(7);
    ParameterSet.Builder builder = new ParameterSet.Builder();
    layer = new RecurrentLayer(cell, input, hiddenSize, direction, builder);
    parameters = builder.build();
    for (NamedTensor tensor : layer.tensors("", 0)) {
      tensor.add(Differences.values(random, tensor.size(), 0.8), parameters.values());
    }
    int rows = shape.maximumRows();
    int width = layer.paddedSize();
    forward = new RecurrentForward(layer, shape, Matrix.zeros(rows, width), true, 1);
    backward = new RecurrentBackward(forward, Matrix.zeros(rows, width), 1);
    ids = new int[rows * input.oneHots().size()];
    resets = new boolean[rows];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < input.oneHots().size(); i++) {
        ids[i * rows + r] = random.nextInt(input.oneHots().get(i));
      }
      resets[r] = random.nextDouble() < resetProbability;
    }
    int inputWidth = Math.max(1, input.dense().width());
    x = Matrix.zeros(rows, inputWidth);
    dInput = Matrix.zeros(rows, inputWidth);
    for (int column = 0; column < input.dense().size(); column++) {
      fillColumn(x, input.dense().place(column), random);
    }
    for (Matrix state : initialState()) {
      for (int unit = 0; unit < hiddenSize; unit++) {
        fillColumn(state, unit, random);
      }
    }
    outputWeights = Differences.values(random, rows * hiddenSize, 1);
    finalWeights = Differences.values(random, 2 * shape.batchSize() * hiddenSize, 1);
  }

  private List<Matrix> initialState() {
    return layer.direction() == Direction.REVERSE ? List.of() : forward.initialState();
  }

  /** Every place where a gradient is wrong, as text; empty when the contract holds. */
  List<String> violations() {
    List<float[]> startStates = initialState().stream().map(GradientContract::copy).toList();
    Runnable restore =
        () -> {
          for (int i = 0; i < startStates.size(); i++) {
            paste(startStates.get(i), initialState().get(i));
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
      List<Integer> columns =
          IntStream.range(0, layer.input().dense().size())
              .map(layer.input().dense()::place)
              .boxed()
              .toList();
      checkMatrix("input", x, columns, dInput, loss, restore, violations);
    }
    checkStates(restore, violations);
    return violations;
  }

  private void computeGradients(Runnable restore) {
    restore.run();
    backward.transposes().forEach(Runnable::run);
    runForward();
    Matrix dOutput = backward.dOutput();
    for (int r = 0; r < dOutput.rows(); r++) {
      System.arraycopy(
          outputWeights,
          r * layer.hiddenSize(),
          dOutput.values(),
          dOutput.row(r),
          layer.hiddenSize());
    }
    for (int i = 0; i < backward.dFinalState().size(); i++) {
      Matrix dFinal = backward.dFinalState().get(i);
      for (int n = 0; n < shape.batchSize(); n++) {
        System.arraycopy(
            finalWeights, finalWeight(i, n), dFinal.values(), dFinal.row(n), layer.hiddenSize());
      }
    }
    Share all = Share.ofStreams(0, 0, shape.batchSize());
    if (layer.direction() == Direction.REVERSE) {
      backward.run(all, resets, 0, shape.timeSteps(), dInput, false);
    } else {
      for (int to = shape.timeSteps(); to > 0; to -= stepsAtOnce) {
        backward.run(all, resets, Math.max(0, to - stepsAtOnce), to, dInput, false);
      }
    }
    List<GradientTask> tasks = new ArrayList<>();
    backward.addGradientTasks(tasks, ids, x);
    float[] scratch = new float[Products.scratchSize()];
    tasks.forEach(task -> task.run(scratch));
  }

  private double loss() {
    runForward();
    double sum = 0;
    for (int r = 0; r < shape.rows(); r++) {
      if (r <= shape.lastRow(r % shape.batchSize())) {
        sum += product(outputWeights, r * layer.hiddenSize(), forward.output(), r);
      }
    }
    for (int n = 0; n < shape.batchSize(); n++) {
      int row = forward.rowAfter(forward.finalRow(n));
      sum += product(finalWeights, finalWeight(0, n), forward.hidden(), row);
      if (layer.cell().hasMemory()) {
        sum += product(finalWeights, finalWeight(1, n), forward.memory(), row);
      }
    }
    return sum;
  }

  private int finalWeight(int state, int stream) {
    return (state * shape.batchSize() + stream) * layer.hiddenSize();
  }

  private double product(float[] weights, int from, Matrix matrix, int row) {
    double sum = 0;
    for (int u = 0; u < layer.hiddenSize(); u++) {
      sum += (double) weights[from + u] * matrix.values()[matrix.row(row) + u];
    }
    return sum;
  }

  private void runForward() {
    Share all = Share.ofStreams(0, 0, shape.batchSize());
    if (layer.direction() == Direction.REVERSE) {
      forward.run(all, ids, x, resets, 0, shape.timeSteps());
      return;
    }
    for (int t = 0; t < shape.timeSteps(); t += stepsAtOnce) {
      forward.run(all, ids, x, resets, t, Math.min(t + stepsAtOnce, shape.timeSteps()));
    }
  }

  private void checkTensor(NamedTensor tensor, Runnable restore, List<String> violations) {
    float[] gradients = new float[tensor.size()];
    tensor.read(parameters.gradients(), gradients);
    float[] before = parameters.values().clone();
    boolean[] absorbed = absorbed(tensor);
    for (int i = 0; i < tensor.size(); i++) {
      int place = i;
      if (absorbed[i]) {
        continue;
      }
      double expected =
          expected(
              gradients[i],
              delta -> {
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

  /** Which elements read as zero whatever their place holds. */
  private boolean[] absorbed(NamedTensor tensor) {
    float[] ones = new float[parameters.size()];
    Arrays.fill(ones, 1f);
    float[] read = new float[tensor.size()];
    tensor.read(ones, read);
    boolean[] absorbed = new boolean[read.length];
    for (int i = 0; i < read.length; i++) {
      absorbed[i] = read[i] == 0f;
    }
    return absorbed;
  }

  private void checkMatrix(
      String name,
      Matrix matrix,
      List<Integer> columns,
      Matrix gradient,
      DoubleSupplier loss,
      Runnable restore,
      List<String> violations) {
    for (int r = 0; r < Math.min(matrix.rows(), shape.rows()); r++) {
      for (int c : columns) {
        int place = matrix.row(r) + c;
        float before = matrix.values()[place];
        double actual = gradient.values()[gradient.row(r) + c];
        double expected =
            expected(
                actual,
                delta -> {
                  restore.run();
                  matrix.values()[place] = before + delta;
                  return loss.getAsDouble();
                });
        matrix.values()[place] = before;
        compare(name + "[" + r + "," + c + "]", actual, expected, violations);
      }
    }
  }

  /** Where the input gate is min(i, 1 − f), the loss has kinks. */
  private double expected(double actual, Perturbed loss) {
    return layer.cell() instanceof LstmCappedCell
        ? derivativeBetweenKinks(loss, actual)
        : derivative(loss);
  }

  private void checkStates(Runnable restore, List<String> violations) {
    List<Integer> units = IntStream.range(0, layer.hiddenSize()).boxed().toList();
    for (int i = 0; i < initialState().size(); i++) {
      checkMatrix(
          "initial state " + i,
          initialState().get(i),
          units,
          backward.dInitialState().get(i),
          this::loss,
          restore,
          violations);
    }
  }

  private static void fillColumn(Matrix matrix, int column, RandomStream random) {
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.values()[matrix.row(r) + column] = (float) (2 * random.nextDouble() - 1);
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
