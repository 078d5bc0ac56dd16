package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.Team;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that read items of different lengths in one batch, against PyTorch's autograd in double
 * precision: the encoder's outputs and states, pooled rows, logits, loss, all gradients, Adam
 * steps.
 */
final class GoldenItemsTest {
  private static final double TOLERANCE = 2e-5;
  private static final double ADAM_TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classifier-gru-uni-1layer-last",
        "classifier-lstm-bi-2layer-last",
        "classifier-lstm-bi-2layer-mean",
        "classifier-lstm-bi-2layer-max",
        "tagger-rnn-bi-1layer",
        "tagger-lstm-bi-2layer",
        "tagger-lstm-bi-2layer-residual"
      })
  void agreesWithPyTorch(String name) throws Exception {
    GoldenFile golden = GoldenFile.load(name);
    try (Team team = new Team(2)) {
      // Buffers larger than the batch, which must not show.
      ItemNetwork network = new ItemNetwork(config(golden), 40, 5, 0, team);
      golden.setWeights(network.tensors, network.parameters);
      load(golden, network);

      network.backpropagate();

      assertThat(network.loss()).isCloseTo(golden.number("loss_nats"), within(TOLERANCE));
      assertClose(packed(network), golden.values("encoder_outputs"), "encoder outputs");
      assertClose(finalStates(network, true), golden.values("final_h"), "final h");
      if (golden.has("final_c")) {
        assertClose(finalStates(network, false), golden.values("final_c"), "final c");
      }
      if (golden.has("pooled")) {
        assertClose(
            rows(network.pooled, network.stack.output(), 3), golden.values("pooled"), "pooled");
      }
      for (NamedTensor tensor : network.tensors) {
        float[] gradient = new float[tensor.size()];
        tensor.read(network.parameters.gradients(), gradient);
        assertClose(gradient, golden.gradient(tensor), "gradient of " + tensor.name());
      }
      assertAdamLosses(golden, network, team);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classifier-gru-uni-1layer-last",
        "classifier-lstm-bi-2layer-mean",
        "tagger-lstm-bi-2layer-residual"
      })
  void logitsAreThoseOfPyTorch(String name) throws Exception {
    GoldenFile golden = GoldenFile.load(name);
    try (Team team = new Team(1)) {
      ItemNetwork network = new ItemNetwork(config(golden), 40, 5, 0, team);
      golden.setWeights(network.tensors, network.parameters);
      load(golden, network);
      network.backpropagate();

      boolean tagger = golden.text("model_type").equals("tagger");
      int rows = tagger ? network.shape.rows() : 3;
      Matrix x = tagger ? network.forward.output() : network.pooled;
      network.head.forward(x, network.logits, 0, rows);
      int classes = network.logits.columns();
      List<Float> logits = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        for (int t = 0; t < (tagger ? network.shape.length(n) : 1); t++) {
          for (int c = 0; c < classes; c++) {
            logits.add(network.logits.values()[network.logits.index(t * 3 + n, c)]);
          }
        }
      }
      assertClose(array(logits), golden.values("logits"), "logits");
    }
  }

  private static ItemNetwork.Config config(GoldenFile golden) {
    boolean tagger = golden.text("model_type").equals("tagger");
    return new ItemNetwork.Config(
        CellType.of(golden.text("cell")),
        golden.integer("vocabulary_size"),
        golden.integer("hidden_size"),
        golden.integer("layers"),
        golden.flag("residual"),
        Directions.of(golden.text("directions")),
        tagger ? null : PoolingType.of(golden.text("pooling")),
        golden.integer(tagger ? "tags" : "classes"),
        tagger ? "decoder" : "classifier");
  }

  private static void load(GoldenFile golden, ItemNetwork network) {
    List<int[]> targets =
        golden.has("tag_ids")
            ? golden.lists("tag_ids")
            : Arrays.stream(golden.integers("class_ids")).mapToObj(id -> new int[] {id}).toList();
    network.load(golden.lists("token_ids"), targets, 1);
  }

  private static void assertAdamLosses(GoldenFile golden, ItemNetwork network, Team team) {
    ParameterUpdate update =
        new ParameterUpdate(
            network.parameters,
            new Adam(network.parameters.size()),
            Clipping.norm(golden.adam("clip_norm")),
            0);
    double[] losses = golden.adamLosses();
    for (int t = 1; t <= losses.length; t++) {
      network.backpropagate();
      assertThat(network.loss())
          .as("loss of Adam step %d", t)
          .isCloseTo(losses[t - 1], within(ADAM_TOLERANCE));
      team.run(member -> update.measure(team, member));
      var constants = update.prepare(t, golden.adam("learning_rate"), update.gradientNorm());
      team.run(member -> update.apply(team, member, constants));
    }
  }

  /** The outputs of all units: all of item 0, then item 1, and so on. */
  private static float[] packed(ItemNetwork network) {
    List<Float> values = new ArrayList<>();
    Matrix output = network.forward.output();
    ColumnBlocks columns = network.stack.output();
    for (int n = 0; n < network.shape.batchSize(); n++) {
      for (int t = 0; t < network.shape.length(n); t++) {
        int row = output.row(t * network.shape.batchSize() + n);
        for (int c = 0; c < columns.size(); c++) {
          values.add(output.values()[row + columns.place(c)]);
        }
      }
    }
    return array(values);
  }

  private static float[] finalStates(ItemNetwork network, boolean hidden) {
    List<Float> values = new ArrayList<>();
    float[] state = new float[network.stack.layers().getFirst().hiddenSize()];
    for (RecurrentForward layer : network.forward.layers()) {
      for (int n = 0; n < network.shape.batchSize(); n++) {
        if (hidden) {
          layer.copyHidden(layer.finalRow(n), state);
        } else {
          layer.copyMemory(layer.finalRow(n), state);
        }
        for (float value : state) {
          values.add(value);
        }
      }
    }
    return array(values);
  }

  private static float[] rows(Matrix matrix, ColumnBlocks columns, int rows) {
    List<Float> values = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns.size(); c++) {
        values.add(matrix.values()[matrix.row(r) + columns.place(c)]);
      }
    }
    return array(values);
  }

  private static float[] array(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private static void assertClose(float[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s [%d]", what, i)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
