package charwise.engine.network;

import static charwise.engine.Differences.compare;
import static charwise.engine.Differences.derivative;
import static charwise.engine.Differences.derivativeBetweenKinks;
import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.Differences;
import charwise.engine.Differences.Perturbed;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stacks over items of awkward lengths in one batch: the gradients of all weights and of dense
 * inputs agree with fourth-order differences of a random linear function of outputs and final
 * states.
 */
final class StackGradientTest {
  private static final int[] LENGTHS = {1, 2, 15, 16, 17, 33};
  private static final int HIDDEN = 3;

  static Stream<Arguments> cellsAndDirections() {
    return Stream.of(CellType.values())
        .flatMap(cell -> Stream.of(Directions.values()).map(d -> Arguments.of(cell, d)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndDirections")
  void gradientsAgreeWithDifferences(CellType cell, Directions directions) {
    assertThat(new Contract(cell, directions, 2, false, 0, null).violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aDrawOfNoiseIsGoneBackThrough(CellType cell) {
    WeightNoise noise = new WeightNoise(0.25, 6);
    noise.atStep(3);
    assertThat(new Contract(cell, Directions.BOTH, 2, false, 0, noise).violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Directions.class)
  void residualsAndDropoutAreGoneBackThrough(Directions directions) {
    assertThat(new Contract(CellType.LSTM, directions, 3, true, 0.3, null).violations()).isEmpty();
  }

  private static final class Contract {
    /** Where the input gate is min(i, 1 − f), the loss has kinks. */
    private final boolean hasKinks;

    private final RecurrentStack stack;
    private final ParameterSet parameters;
    private final BatchShape shape = BatchShape.upTo(210, 7);
    private final StackForward forward;
    private final StackBackward backward;
    private final Share all = Share.ofStreams(0, 0, LENGTHS.length);
    private final int[] ids = new int[210];
    private final Matrix x = Matrix.zeros(210, 16);
    private final float[] outputWeights;
    private final float[] stateWeights;

    Contract(
        CellType cell,
        Directions directions,
        int layers,
        boolean residual,
        double dropout,
        @Nullable WeightNoise noise) {
      hasKinks = cell == CellType.LSTM_CAPPED;
      RandomStream random = new RandomStream(9);
      ParameterSet.Builder builder = new ParameterSet.Builder();
      InputShape input = InputShape.oneHot(2).with(InputShape.dense(2).dense());
      stack =
          new RecurrentStack(cell::create, input, HIDDEN, layers, residual, directions, builder);
      parameters = builder.build();
      for (NamedTensor tensor : stack.tensors()) {
        tensor.add(Differences.values(random, tensor.size(), 0.6), parameters.values());
      }
      shape.set(LENGTHS, LENGTHS.length);
      List<Dropout> dropouts =
          dropout == 0
              ? List.of()
              : IntStream.range(1, layers).mapToObj(l -> new Dropout(dropout, 1, l)).toList();
      forward = new StackForward(stack, shape, dropouts, true, 1);
      backward = new StackBackward(forward, noise, 1);
      for (int r = 0; r < ids.length; r++) {
        ids[r] = random.nextInt(2);
        System.arraycopy(Differences.values(random, 2, 1), 0, x.values(), x.row(r), 2);
      }
      outputWeights = Differences.values(random, shape.rows() * forward.output().columns(), 1);
      stateWeights =
          Differences.values(random, 2 * stack.layers().size() * LENGTHS.length * HIDDEN, 1);
    }

    List<String> violations() {
      backward.transposes().forEach(Runnable::run);
      forward.run(all, ids, x);
      Matrix dOutput = backward.dOutput();
      System.arraycopy(outputWeights, 0, dOutput.values(), dOutput.row(0), outputWeights.length);
      for (int l = 0; l < stack.layers().size(); l++) {
        List<Matrix> dFinal = backward.layers().get(l).dFinalState();
        for (int i = 0; i < dFinal.size(); i++) {
          for (int n = 0; n < LENGTHS.length; n++) {
            System.arraycopy(
                stateWeights,
                stateWeight(l, i, n),
                dFinal.get(i).values(),
                dFinal.get(i).row(n),
                HIDDEN);
          }
        }
      }
      backward.run(all);
      List<GradientTask> tasks = new ArrayList<>();
      backward.addGradientTasks(tasks, ids, x);
      float[] scratch = new float[Products.scratchSize()];
      tasks.forEach(task -> task.run(scratch));
      List<String> violations = new ArrayList<>();
      checkWeights(violations);
      checkInputs(violations);
      return violations;
    }

    private void checkWeights(List<String> violations) {
      for (NamedTensor tensor : stack.tensors()) {
        float[] gradient = new float[tensor.size()];
        tensor.read(parameters.gradients(), gradient);
        for (int i = 0; i < gradient.length; i += 1 + gradient.length / 20) {
          float[] change = new float[tensor.size()];
          int place = i;
          double expected =
              expected(
                  gradient[i],
                  delta -> {
                    change[place] = delta;
                    tensor.add(change, parameters.values());
                    double loss = loss();
                    change[place] = -delta;
                    tensor.add(change, parameters.values());
                    return loss;
                  });
          boolean absorbed = tensor.ownSize() < tensor.size() && gradient[i] == 0;
          compare(tensor.name() + "[" + i + "]", gradient[i], absorbed ? 0 : expected, violations);
        }
      }
    }

    private void checkInputs(List<String> violations) {
      for (int r = 0; r < shape.rows(); r += 5) {
        int place = x.row(r) + r % 2;
        float before = x.values()[place];
        double expected =
            expected(
                backward.dInput().values()[place],
                delta -> {
                  x.values()[place] = before + delta;
                  return loss();
                });
        x.values()[place] = before;
        compare("input of row " + r, backward.dInput().values()[place], expected, violations);
      }
    }

    private double expected(double actual, Perturbed loss) {
      return hasKinks ? derivativeBetweenKinks(loss, actual) : derivative(loss);
    }

    private double loss() {
      backward.transposes().forEach(Runnable::run); // of which noisy copies are a part
      forward.run(all, ids, x);
      Matrix output = forward.output();
      double sum = 0;
      for (int r = 0; r < shape.rows(); r++) {
        for (int c = 0; r <= shape.lastRow(r % LENGTHS.length) && c < output.columns(); c++) {
          sum +=
              (double) outputWeights[r * output.columns() + c] * output.values()[output.row(r) + c];
        }
      }
      float[] state = new float[HIDDEN];
      for (int l = 0; l < stack.layers().size(); l++) {
        RecurrentForward layer = forward.layers().get(l);
        int states = backward.layers().get(l).dFinalState().size();
        for (int n = 0; n < LENGTHS.length; n++) {
          for (int i = 0; i < states; i++) {
            if (i == 0) {
              layer.copyHidden(layer.finalRow(n), state);
            } else {
              layer.copyMemory(layer.finalRow(n), state);
            }
            for (int u = 0; u < HIDDEN; u++) {
              sum += (double) stateWeights[stateWeight(l, i, n) + u] * state[u];
            }
          }
        }
      }
      return sum;
    }

    private int stateWeight(int layer, int state, int item) {
      return ((layer * 2 + state) * LENGTHS.length + item) * HIDDEN;
    }
  }
}
