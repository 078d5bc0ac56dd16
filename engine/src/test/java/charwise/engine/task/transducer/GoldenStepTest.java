package charwise.engine.task.transducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.Team;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step that trains transducers against PyTorch: loss, every gradient and five Adam steps. */
class GoldenStepTest {
  private static final double TOLERANCE = 2e-5;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transducer-lstm-bahdanau", "transducer-lstm-bahdanau-search", "transducer-lstm-luong",
        "transducer-lstm-none", "transducer-gru-reset-after-bahdanau-2layer", "ctc-lstm-bi"
      })
  void lossAndGradientsAreThoseOfPyTorch(String name) throws IOException {
    check(GoldenPairs.load(name), 1);
    check(GoldenPairs.load(name), 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anImpossiblePairChangesNothing(int threads) throws IOException {
    check(GoldenPairs.withImpossible("ctc-lstm-bi"), threads);
  }

  private static void check(GoldenPairs golden, int threads) {
    Transducer model = golden.model();
    try (Team team = new Team(threads)) {
      TransducerStep step = new TransducerStep(model, golden.pairs(), golden.plan(), 1, team);
      double[] losses = new double[5];
      ParameterUpdate update =
          new ParameterUpdate(
              model.parameters(),
              new Adam(model.parameters().size()),
              Clipping.norm(golden.golden().adam("clip_norm")),
              0);
      for (int t = 0; t < losses.length; t++) {
        step.load(1 + t);
        team.run(step::backpropagate);
        losses[t] = step.loss().natsPerCharacter();
        if (t == 0) {
          assertThat(losses[0]).isCloseTo(golden.golden().number("loss_nats"), within(TOLERANCE));
          checkGradients(golden);
        }
        team.run(member -> update.measure(team, member));
        var constants =
            update.prepare(t + 1, golden.golden().adam("learning_rate"), update.gradientNorm());
        team.run(member -> update.apply(team, member, constants));
      }
      assertThat(losses)
          .usingComparatorWithPrecision(TOLERANCE)
          .containsExactly(golden.golden().adamLosses());
    }
  }

  private static void checkGradients(GoldenPairs golden) {
    for (NamedTensor tensor : golden.model().tensors()) {
      float[] gradient = new float[tensor.size()];
      tensor.read(golden.model().parameters().gradients(), gradient);
      double[] expected = golden.golden().gradient(tensor);
      assertThat(Arrays.stream(expected).anyMatch(value -> value != 0))
          .isEqualTo(
              !tensor.name().contains("bias_hh") || golden.golden().text("cell").startsWith("gru"));
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) gradient[i])
            .as("%s [%d]", tensor.name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }
}
