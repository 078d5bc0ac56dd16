package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageModelStepTest {
  private static final int VOCABULARY = 11;
  private static final int STEPS = 7;
  private static final float DELTA = 0.02f;

  static Stream<Arguments> teams() {
    return Stream.of(CellType.values())
        .flatMap(
            cell ->
                Stream.of(
                    Arguments.of(cell, 2, 3), Arguments.of(cell, 3, 1), Arguments.of(cell, 5, 2)));
  }

  @ParameterizedTest
  @MethodSource("teams")
  void unitsSharedOutMakeTheSameBits(CellType cell, int threads, int streams) {
    float[] alone = results(cell, 1, streams, false);
    assertThat(results(cell, threads, streams, false)).isEqualTo(alone);
    assertThat(results(cell, threads, streams, true)).isEqualTo(alone);
  }

  @Test
  void noiseIsAnotherInEachStepAndLeavesTheWeightsAlone() {
    var model = new LanguageModel(new LanguageModelConfig(CellType.GRU, VOCABULARY, 20, 2, true));
    model.initialize(3);
    float[] weights = model.parameters().values().clone();
    try (Team team = new Team(1)) {
      FixedWindow fixed = new FixedWindow(STEPS);
      assertThat(loss(model, fixed, 0, 1, team)).isEqualTo(loss(model, fixed, 0, 2, team));
      double first = loss(model, fixed, 0.4, 1, team);
      assertThat(first).isEqualTo(loss(model, fixed, 0.4, 1, team));
      assertThat(first).isNotEqualTo(loss(model, fixed, 0.4, 2, team));
      assertThat(first).isNotEqualTo(loss(model, fixed, 0, 1, team));
      assertThat(model.parameters().values()).isEqualTo(weights);
    }
  }

  private static double loss(
      LanguageModel model, FixedWindow window, double noise, long at, Team team) {
    var regularization = new Regularization(0, 0, noise);
    return loss(new LanguageModelStep(model, window, STEPS, 1, regularization, 5, team), at, team);
  }

  private static double loss(LanguageModelStep step, long at, Team team) {
    step.load(at);
    team.run(step::backpropagate);
    return step.loss().totalNats();
  }

  /** One layer has no other place for it. */
  @Test
  void dropoutBeforeTheReadOutHasItsGradient() {
    var model = new LanguageModel(new LanguageModelConfig(CellType.LSTM, VOCABULARY, 20, 1, true));
    model.initialize(3);
    FixedWindow fixed = new FixedWindow(STEPS);
    Arrays.setAll(fixed.inputs, i -> i % VOCABULARY);
    Arrays.setAll(fixed.targets, i -> (i + 1) % VOCABULARY);
    var regularization = new Regularization(0, 0.3, 0);
    try (Team team = new Team(1)) {
      var step = new LanguageModelStep(model, fixed, STEPS, 1, regularization, 5, team);
      double loss = loss(step, 1, team);
      assertThat(loss).isNotEqualTo(loss(model, fixed, 0, 1, team));
      assertThat(loss).isNotEqualTo(loss(step, 2, team)).isEqualTo(loss(step, 1, team));
      float[] gradient = model.parameters().gradients().clone();
      double norm = Math.sqrt(dot(gradient, gradient));
      double near = movedAlong(gradient, DELTA / norm, model, step, team);
      double far = movedAlong(gradient, -DELTA / norm, model, step, team);
      assertThat((near - far) / (2 * DELTA * STEPS)).isCloseTo(norm, withinPercentage(0.2));
    }
  }

  private static double movedAlong(
      float[] gradient, double factor, LanguageModel model, LanguageModelStep step, Team team) {
    float[] weights = model.parameters().values();
    float[] before = weights.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) factor * gradient[i];
    }
    double loss = loss(step, 1, team);
    System.arraycopy(before, 0, weights, 0, weights.length);
    return loss;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** Losses, gradients of the weights and of the state, and the next state, in one array. */
  private static float[] results(CellType cell, int threads, int streams, boolean byUnits) {
    var model = new LanguageModel(new LanguageModelConfig(cell, VOCABULARY, 150, 2, true));
    model.initialize(3);
    try (Team team = new Team(threads)) {
      FixedWindow fixed = new FixedWindow(STEPS * streams);
      RandomStream random = RandomStream.of(7, 7);
      for (int i = 0; i < STEPS * streams; i++) {
        fixed.inputs[i] = random.nextInt(VOCABULARY);
        fixed.targets[i] = random.nextInt(VOCABULARY);
        fixed.resets[i] = random.nextInt(4) == 0;
      }
      var step =
          new LanguageModelStep(
              model, fixed, STEPS, streams, new Regularization(0.3, 0.2, 0.4), 5, team, byUnits);
      step.load(1);
      for (int window = 0; window < 2; window++) {
        team.run(step::backpropagate);
        step.carry();
      }
      float[] all = new float[0];
      for (double nats : step.nats()) {
        all = join(all, (float) nats);
      }
      all = join(all, model.parameters().gradients());
      for (var state : step.dInitialState()) {
        all = join(all, state.values());
      }
      for (var state : step.carried()) {
        all = join(all, Arrays.copyOfRange(state.values(), state.row(0), state.row(streams)));
      }
      return all;
    }
  }

  private static float[] join(float[] first, float... second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 256, 2, 2, true",
    "7, 256, 2, 2, true",
    "8, 256, 2, 2, false",
    "1, 256, 1, 2, false",
    "1, 127, 2, 2, false",
    "1, 256, 3, 2, false",
    "16, 512, 8, 16, true"
  })
  void unitsAreSharedOutWhereStreamsAreFewAndCoresEnough(
      int streams, int hiddenSize, int threads, int cores, boolean shared) {
    assertThat(LanguageModelStep.sharesUnits(streams, hiddenSize, threads, cores))
        .isEqualTo(shared);
  }
}
