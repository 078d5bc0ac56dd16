package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.Team;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logits, loss, every gradient and five Adam steps against PyTorch's autograd in double precision;
 * of the capped LSTM, which PyTorch has not, against differences of a plain loop in double
 * precision.
 */
class GoldenTest {
  private static final double GRADIENT_TOLERANCE = 2e-5;
  private static final double LOSS_TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn-1layer",
        "rnn-2layer",
        "lstm-1layer",
        "lstm-2layer",
        "lstm-capped-2layer",
        "gru-1layer",
        "gru-2layer",
        "gru-reset-after-1layer",
        "gru-reset-after-2layer",
        "mingru-2layer",
        "sru-2layer",
        "conditional-lstm-1layer"
      })
  void agreesWithPyTorch(String name) throws Exception {
    GoldenCase golden = GoldenCase.load(name);
    LanguageModel model = golden.model();
    try (Team team = new Team(2)) {
      LanguageModelStep step =
          new LanguageModelStep(
              model,
              golden.window(),
              golden.timeSteps(),
              golden.batchSize(),
              Regularization.NONE,
              0,
              team);
      golden.fill(step);

      team.run(step::backpropagate);

      assertThat(step.loss().natsPerCharacter())
          .isCloseTo(golden.loss(), within(GRADIENT_TOLERANCE));
      for (NamedTensor tensor : model.tensors()) {
        float[] gradient = new float[tensor.size()];
        tensor.read(model.parameters().gradients(), gradient);
        assertClose(gradient, golden.gradient(tensor), "gradient of " + tensor.name());
      }
      List<double[]> dStates = golden.dInitialStates();
      for (int i = 0; i < dStates.size(); i++) {
        float[] gradient = rows(step.dInitialState().get(i), golden.hiddenSize());
        assertClose(gradient, dStates.get(i), "gradient of initial state " + i);
      }
      assertAdamLosses(golden, model, step, team);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn-2layer",
        "lstm-2layer",
        "lstm-capped-2layer",
        "gru-2layer",
        "gru-reset-after-2layer",
        "mingru-2layer",
        "sru-2layer",
        "conditional-lstm-1layer"
      })
  void readsLogitsThatPyTorchComputes(String name) throws Exception {
    GoldenCase golden = GoldenCase.load(name);
    boolean conditions = golden.conditions() > 0;
    Inference inference =
        new Inference(
            golden.model(), golden.batchSize(), conditions ? 0 : LanguageModelConfig.NO_CONDITION);
    golden.fillStates(inference.initialState());
    double[] logits = golden.logits();
    int vocabulary = golden.vocabularySize();
    for (int t = 0; t < golden.timeSteps(); t++) {
      for (int n = 0; conditions && n < golden.batchSize(); n++) {
        inference.condition(n, golden.conditions(t)[n]);
      }
      inference.advance(golden.tokens(t));
      for (int n = 0; n < golden.batchSize(); n++) {
        int offset = inference.logitsOffset(n);
        float[] actual = Arrays.copyOfRange(inference.logits(), offset, offset + vocabulary);
        int from = (t * golden.batchSize() + n) * vocabulary;
        assertClose(actual, Arrays.copyOfRange(logits, from, from + vocabulary), "logits");
      }
    }
  }

  private static void assertAdamLosses(
      GoldenCase golden, LanguageModel model, LanguageModelStep step, Team team) {
    ParameterUpdate update =
        new ParameterUpdate(
            model.parameters(),
            new Adam(model.parameters().size()),
            Clipping.norm(golden.clipNorm()),
            0);
    List<Double> losses = new ArrayList<>();
    for (int t = 1; t <= 5; t++) {
      golden.fill(step);
      team.run(step::backpropagate);
      losses.add(step.loss().natsPerCharacter());
      team.run(member -> update.measure(team, member));
      var constants = update.prepare(t, golden.learningRate(), update.gradientNorm());
      team.run(member -> update.apply(team, member, constants));
    }
    for (int t = 0; t < 5; t++) {
      assertThat(losses.get(t))
          .as("loss of Adam step %d", t + 1)
          .isCloseTo(golden.adamLosses().get(t), within(LOSS_TOLERANCE));
    }
  }

  private static void assertClose(float[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s [%d]", what, i)
          .isCloseTo(expected[i], within(GRADIENT_TOLERANCE));
    }
  }

  private static float[] rows(Matrix matrix, int width) {
    float[] out = new float[matrix.rows() * width];
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(matrix.values(), matrix.row(r), out, r * width, width);
    }
    return out;
  }
}
