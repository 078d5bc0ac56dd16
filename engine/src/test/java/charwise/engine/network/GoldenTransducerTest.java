package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.Team;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Encoder, bridge, attention and decoder against PyTorch's autograd in double precision: contexts,
 * weights of attention, logits, loss, every gradient and five Adam steps.
 */
class GoldenTransducerTest {
  private static final double TOLERANCE = 2e-5;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm-bahdanau",
        "lstm-bahdanau-search",
        "lstm-luong",
        "lstm-none",
        "gru-reset-after-bahdanau-2layer"
      })
  void theForwardPassAgreesWithPyTorch(String name) throws IOException {
    GoldenFile golden = GoldenFile.load("transducer-" + name);
    try (Team team = new Team(1)) {
      TinyTransducer transducer = TinyTransducer.of(golden, team);
      transducer.load(0, 1, 2);
      transducer.forward();
      DecoderForward decoder = transducer.decoderForward;
      int prediction = 0;
      for (int n = 0; n < 3; n++) {
        for (int t = 0; t < transducer.targets.length(n); t++) {
          int row = t * 3 + n;
          double[] logits = new double[transducer.decoder.vocabularySize()];
          Arrays.setAll(logits, k -> decoder.logits().values()[decoder.logits().index(row, k)]);
          assertClose(logits, part(golden, "logits", prediction, logits.length), "logits");
          Matrix weights = decoder.weights();
          if (weights != null) {
            int width = transducer.encoder.output().size();
            double[] context = new double[width];
            Arrays.setAll(
                context,
                c ->
                    decoder
                        .contexts
                        .values()[
                        decoder.contexts.row(row) + transducer.encoder.output().place(c)]);
            assertClose(context, part(golden, "contexts", prediction, width), "context");
            assertClose(
                weights(weights, row, transducer.sources.length(n)),
                GoldenFile.doubles(((List<?>) golden.list("alpha").get(n)).get(t)),
                "alpha");
          }
          prediction++;
        }
      }
      assertThat(prediction).isEqualTo(10);
      assertFirstAndLastStates(golden, transducer);
    }
  }

  private static double[] weights(Matrix weights, int row, int length) {
    double[] alpha = new double[length];
    Arrays.setAll(alpha, j -> weights.values()[weights.row(row) + j]);
    return alpha;
  }

  private static void assertFirstAndLastStates(GoldenFile golden, TinyTransducer transducer) {
    int hiddenSize = golden.integer("hidden_size");
    float[] state = new float[hiddenSize];
    for (int n = 0; n < 3; n++) {
      for (int u = 0; u < hiddenSize; u++) {
        var bridge = transducer.decoderForward.bridge.output;
        assertThat((double) bridge.values()[bridge.index(n, u)])
            .isCloseTo(golden.values("bridge")[n * hiddenSize + u], within(TOLERANCE));
      }
      for (int l = 0; l < golden.integer("decoder_layers"); l++) {
        var layer = transducer.decoderForward.stack.layers().get(l);
        layer.copyHidden(layer.finalRow(n), state);
        assertClose(
            doubles(state), part(golden, "decoder_final_h", l * 3 + n, hiddenSize), "final h");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm-bahdanau",
        "lstm-bahdanau-search",
        "lstm-luong",
        "lstm-none",
        "gru-reset-after-bahdanau-2layer"
      })
  void lossAndGradientsAgreeWithPyTorch(String name) throws IOException {
    GoldenFile golden = GoldenFile.load("transducer-" + name);
    try (Team team = new Team(2)) {
      TinyTransducer transducer = TinyTransducer.of(golden, team);
      transducer.load(0, 1, 2);
      assertThat(transducer.backpropagate())
          .isCloseTo(golden.number("loss_nats"), within(TOLERANCE));
      GoldenFile gradients = golden.object("gradients");
      int compared = 0;
      for (NamedTensor tensor : transducer.tensors) {
        if (gradients.has(tensor.name())) {
          float[] gradient = new float[tensor.size()];
          tensor.read(transducer.parameters.gradients(), gradient);
          assertClose(doubles(gradient), gradients.values(tensor.name()), tensor.name());
          compared++;
        }
      }
      assertThat(compared).isEqualTo(gradients.json().size());
      assertAdamLosses(golden.object("adam"), transducer, team);
    }
  }

  private static void assertAdamLosses(GoldenFile adam, TinyTransducer transducer, Team team) {
    ParameterUpdate update =
        new ParameterUpdate(
            transducer.parameters,
            new Adam(transducer.parameters.size()),
            Clipping.norm(adam.number("clip_norm")),
            0);
    List<Double> losses = new ArrayList<>();
    for (int t = 1; t <= 5; t++) {
      losses.add(transducer.backpropagate());
      team.run(member -> update.measure(team, member));
      var constants = update.prepare(t, adam.number("learning_rate"), update.gradientNorm());
      team.run(member -> update.apply(team, member, constants));
      transducer.refresh();
    }
    assertClose(
        losses.stream().mapToDouble(Double::doubleValue).toArray(), adam.values("losses"), "Adam");
  }

  private static double[] part(GoldenFile golden, String key, int row, int width) {
    return Arrays.copyOfRange(golden.values(key), row * width, (row + 1) * width);
  }

  private static double[] doubles(float[] values) {
    double[] out = new double[values.length];
    Arrays.setAll(out, i -> values[i]);
    return out;
  }

  private static void assertClose(double[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("%s [%d]", what, i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
