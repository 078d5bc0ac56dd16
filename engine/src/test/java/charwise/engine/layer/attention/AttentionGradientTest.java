package charwise.engine.layer.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contexts against the formula in plain doubles, and the gradients of encoder outputs, states and
 * all weights against differences, at lengths that are awkward for vectors.
 */
class AttentionGradientTest {
  private static final float DELTA = 0x1p-6f;
  private static final int STEPS = 2;

  /** Three items, one of a length of its own, one of a single step, whose rows ask twice. */
  private static final class Setting {
    final ParameterSet parameters;
    final Attention attention;
    final BatchShape sources;
    final ColumnBlocks encoded;
    final int hiddenSize;
    final Matrix outputs;
    final Matrix states;
    final Matrix contexts;
    final Matrix dContexts;
    final int[] items = {0, 1, 2};
    final AttentionForward forward;

    Setting(AttentionType type, int length, int hiddenSize, int size) {
      this.hiddenSize = hiddenSize;
      ParameterSet.Builder builder = new ParameterSet.Builder();
      encoded = ColumnBlocks.of(hiddenSize, hiddenSize);
      attention = Objects.requireNonNull(type.create(encoded, hiddenSize, size, builder));
      parameters = builder.build();
      RandomStream random = new RandomStream(length + 100L * hiddenSize);
      for (NamedTensor tensor : attention.tensors("")) {
        tensor.addUniform(0.8, random, parameters.values());
      }
      int longest = length + 2;
      sources = BatchShape.upTo(3 * longest + 1, 3);
      sources.set(new int[] {length, 1, longest - 1}, 3);
      outputs = Matrix.zeros(sources.maximumRows(), encoded.width());
      fill(outputs, random);
      states = Matrix.zeros(STEPS * 3, padded(hiddenSize));
      for (int r = 0; r < states.rows(); r++) {
        for (int u = 0; u < hiddenSize; u++) {
          states.values()[states.row(r) + u] = (float) (2 * random.nextDouble() - 1);
        }
      }
      contexts = Matrix.zeros(STEPS * 3, encoded.width());
      dContexts = Matrix.zeros(STEPS * 3, encoded.width());
      fill(dContexts, random);
      forward = new AttentionForward(attention, sources, longest, encoded.width(), STEPS * 3, 1);
    }

    private static int padded(int size) {
      return ColumnBlocks.of(size).width();
    }

    private void fill(Matrix matrix, RandomStream random) {
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < encoded.size(); c++) {
          matrix.values()[matrix.row(r) + encoded.place(c)] = (float) (2 * random.nextDouble() - 1);
        }
      }
    }

    double loss() {
      forward.read(outputs, 0, 3);
      for (int t = 0; t < STEPS; t++) {
        forward.run(0, states, contexts, 3 * t, items, 0, 3);
      }
      double sum = 0;
      for (int i = 0; i < contexts.values().length; i++) {
        sum += (double) contexts.values()[i] * dContexts.values()[i];
      }
      return sum;
    }

    double difference(float[] values, int place) {
      float before = values[place];
      values[place] = before + DELTA;
      double more = loss();
      values[place] = before - DELTA;
      double less = loss();
      values[place] = before;
      return (more - less) / (2 * DELTA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BAHDANAU, 1, 3, 4",
    "BAHDANAU, 2, 16, 15",
    "BAHDANAU, 15, 5, 17",
    "BAHDANAU, 16, 2, 3",
    "BAHDANAU, 17, 17, 2",
    "BAHDANAU, 33, 3, 70",
    "LUONG, 1, 3, 0",
    "LUONG, 2, 16, 0",
    "LUONG, 15, 5, 0",
    "LUONG, 16, 2, 0",
    "LUONG, 17, 17, 0",
    "LUONG, 33, 3, 0"
  })
  void gradientsAgreeWithDifferences(AttentionType type, int length, int hiddenSize, int size) {
    Setting s = new Setting(type, length, hiddenSize, size);
    AttentionBackward backward = new AttentionBackward(s.forward, 1);
    backward.transposes().forEach(Runnable::run);
    s.loss();
    Matrix dStates = Matrix.zeros(s.states.rows(), s.states.columns());
    Matrix dOutputs = Matrix.zeros(s.outputs.rows(), s.outputs.columns());
    float[] scratch = new float[Products.scratchSize()];
    backward.begin(0, 3);
    for (int t = STEPS - 1; t >= 0; t--) {
      backward.run(0, s.dContexts, 3 * t, s.items, 0, 3, dStates, 3 * t, scratch);
    }
    backward.finish(dOutputs, 0, 3, scratch);
    List<GradientTask> tasks = new ArrayList<>();
    backward.addGradientTasks(tasks, s.states, s.states::rows);
    tasks.forEach(task -> task.run(scratch));

    for (NamedTensor tensor : s.attention.tensors("")) {
      float[] gradient = new float[tensor.size()];
      tensor.read(s.parameters.gradients(), gradient);
      for (int i = 0; i < gradient.length; i += 1 + gradient.length / 100) {
        check(tensor.name() + i, gradient[i], tensorDifference(s, tensor, i));
      }
    }
    for (int r = 0; r < s.states.rows(); r++) {
      for (int u = 0; u < hiddenSize; u++) {
        int place = s.states.row(r) + u;
        check("state", dStates.values()[place], s.difference(s.states.values(), place));
      }
    }
    for (int n = 0; n < 3; n++) {
      for (int j = 0; j < s.sources.length(n); j++) {
        for (int c = 0; c < s.encoded.size(); c++) {
          int place = s.outputs.row(3 * j + n) + s.encoded.place(c);
          check("output", dOutputs.values()[place], s.difference(s.outputs.values(), place));
        }
      }
    }
  }

  private static double tensorDifference(Setting s, NamedTensor tensor, int i) {
    float[] values = s.parameters.values();
    float[] before = values.clone();
    float[] change = new float[tensor.size()];
    double[] losses = new double[2];
    for (int sign = 0; sign < 2; sign++) {
      change[i] = sign == 0 ? DELTA : -DELTA;
      tensor.add(change, values);
      losses[sign] = s.loss();
      System.arraycopy(before, 0, values, 0, before.length);
    }
    s.loss();
    return (losses[0] - losses[1]) / (2 * DELTA);
  }

  private static void check(String what, double actual, double expected) {
    assertThat(actual).as(what).isCloseTo(expected, within(2e-3 * Math.max(1, Math.abs(expected))));
  }

  @ParameterizedTest
  @CsvSource({"BAHDANAU, 33, 17, 21", "BAHDANAU, 1, 1, 1", "LUONG, 16, 33, 0", "LUONG, 1, 1, 0"})
  void contextsAreThoseOfTheFormula(AttentionType type, int length, int hiddenSize, int size) {
    Setting s = new Setting(type, length, hiddenSize, size);
    s.loss();
    for (int row = 0; row < s.states.rows(); row++) {
      int n = row % 3;
      double[] scores = new double[s.sources.length(n)];
      double sum = 0;
      for (int j = 0; j < scores.length; j++) {
        scores[j] = StrictMath.exp(score(s, type, row, 3 * j + n, size));
        sum += scores[j];
      }
      for (int j = 0; j < scores.length; j++) {
        assertThat((double) s.forward.weights().values()[s.forward.weights().row(row) + j])
            .isCloseTo(scores[j] / sum, within(1e-6));
      }
      for (int c = 0; c < s.encoded.size(); c++) {
        double context = 0;
        for (int j = 0; j < scores.length; j++) {
          context += scores[j] / sum * output(s, 3 * j + n, c);
        }
        assertThat((double) s.contexts.values()[s.contexts.row(row) + s.encoded.place(c)])
            .isCloseTo(context, within(1e-6));
      }
    }
  }

  private static double output(Setting s, int row, int column) {
    return s.outputs.values()[s.outputs.row(row) + s.encoded.place(column)];
  }

  private static double score(Setting s, AttentionType type, int stateRow, int row, int size) {
    List<NamedTensor> tensors = s.attention.tensors("");
    List<float[]> weights = new ArrayList<>();
    for (NamedTensor tensor : tensors) {
      float[] values = new float[tensor.size()];
      tensor.read(s.parameters.values(), values);
      weights.add(values);
    }
    int encoded = s.encoded.size();
    double score = 0;
    for (int a = 0; a < (type == AttentionType.LUONG ? s.hiddenSize : size); a++) {
      double key = 0;
      float[] keyWeights = weights.get(type == AttentionType.LUONG ? 0 : 1);
      for (int c = 0; c < encoded; c++) {
        key += keyWeights[a * encoded + c] * output(s, row, c);
      }
      if (type == AttentionType.LUONG) {
        score += key * s.states.values()[s.states.row(stateRow) + a];
        continue;
      }
      double query = 0;
      for (int u = 0; u < s.hiddenSize; u++) {
        query +=
            weights.get(0)[a * s.hiddenSize + u] * s.states.values()[s.states.row(stateRow) + u];
      }
      score += weights.get(3)[a] * StrictMath.tanh(query + key + weights.get(2)[a]);
    }
    return score;
  }

  @Test
  void rowsWithoutAnItemGetNoContextAndPassOnNoGradient() {
    Setting s = new Setting(AttentionType.BAHDANAU, 4, 3, 5);
    s.loss();
    Arrays.fill(s.contexts.values(), Float.NaN);
    int[] none = {-1, 1, -1};
    s.forward.run(0, s.states, s.contexts, 0, none, 0, 3);
    AttentionBackward backward = new AttentionBackward(s.forward, 1);
    backward.transposes().forEach(Runnable::run);
    float[] scratch = new float[Products.scratchSize()];
    backward.begin(0, 3);
    Matrix dStates = Matrix.zeros(s.states.rows(), s.states.columns());
    backward.run(0, s.dContexts, 0, none, 0, 3, dStates, 0, scratch);
    Matrix dOutputs = Matrix.zeros(s.outputs.rows(), s.outputs.columns());
    backward.finish(dOutputs, 0, 3, scratch);
    for (int c = 0; c < s.encoded.width(); c++) {
      assertThat(s.contexts.values()[s.contexts.row(0) + c]).isZero();
      assertThat(s.contexts.values()[s.contexts.row(1) + c]).isFinite();
      assertThat(dOutputs.values()[dOutputs.row(0) + c]).isZero();
      assertThat(dOutputs.values()[dOutputs.row(2) + c]).isZero();
    }
    for (int u = 0; u < 3; u++) {
      assertThat(dStates.values()[dStates.row(0) + u]).isZero();
      assertThat(dStates.values()[dStates.row(2) + u]).isZero();
    }
  }
}
