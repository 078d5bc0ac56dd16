package charwise.engine.network.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.Team;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.Network;
import charwise.engine.network.NetworkBackward;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams after each block, logits, loss, weights of attention, states, every gradient and five
 * Adam steps against PyTorch's autograd in double precision.
 */
class GoldenBlocksTest {
  private static final double TOLERANCE = 2e-5;

  /** A golden case and a network with its weights, at work on its window. */
  private static final class Setting {
    final GoldenFile golden;
    final int timeSteps;
    final int batchSize;
    final int vocabularySize;
    final ParameterSet parameters;
    final Network network;
    final BlockForward forward;
    final NetworkBackward backward;
    final int[] ids;
    final int[] targets;
    final boolean[] resets;
    final double[] nats;
    final PanelMatrix logits;
    final Share share;

    Setting(String name) throws Exception {
      golden = GoldenFile.load(name);
      timeSteps = golden.integer("time_steps");
      batchSize = golden.integer("batch");
      vocabularySize = golden.integer("vocabulary_size");
      ParameterSet.Builder builder = new ParameterSet.Builder();
      network = config(golden).create(vocabularySize, 0, builder);
      parameters = builder.build();
      golden.setWeights(network.tensors(), parameters);
      forward = (BlockForward) network.newForward(timeSteps, batchSize, List.of(), true, 1);
      backward = network.newBackward(forward, null, 1);
      int rows = timeSteps * batchSize;
      ids = new int[rows];
      targets = new int[rows];
      resets = new boolean[rows];
      nats = new double[rows];
      List<int[]> tokens = golden.lists("token_ids");
      for (int t = 0; t < timeSteps; t++) {
        System.arraycopy(tokens.get(t), 0, ids, t * batchSize, batchSize);
        System.arraycopy(tokens.get(t + 1), 0, targets, t * batchSize, batchSize);
      }
      logits = PanelMatrix.zeros(rows, vocabularySize);
      share = Share.ofStreams(0, 0, batchSize);
    }

    void forward() {
      forward.run(share, ids, resets, timeSteps);
      network.readOut(forward.output(), logits, 0, logits.rows());
    }

    double lossAndGradients() {
      backward.transposes().forEach(Runnable::run);
      forward();
      float[] free = new float[Products.scratchSize()];
      SoftmaxCrossEntropy.backward(logits, targets, 0, logits.rows(), nats, 1f / logits.rows());
      backward.readOut(logits, 0, logits.rows(), free);
      backward.run(share, resets, free);
      List<GradientTask> tasks = new ArrayList<>();
      backward.addGradientTasks(tasks, ids, logits);
      tasks.forEach(task -> task.run(free));
      return Arrays.stream(nats).sum() / nats.length;
    }
  }

  static NetworkConfig config(GoldenFile golden) {
    return golden.text("network").equals("mamba")
        ? new MambaConfig(
            golden.integer("hidden_size"),
            golden.integer("layers"),
            golden.integer("inner_size"),
            golden.integer("state_size"),
            golden.integer("dt_rank"),
            golden.integer("kernel_size"))
        : new TransformerConfig(
            golden.integer("hidden_size"), golden.integer("layers"), golden.integer("heads"), 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer-2layer", "mamba-2layer"})
  void streamsAndLogitsAgreeWithPyTorch(String name) throws Exception {
    Setting s = new Setting(name);
    s.forward();
    double[] blocks = s.golden.values("blocks");
    int size = s.golden.integer("hidden_size");
    int rows = s.ids.length;
    for (int l = 0; l < 2; l++) {
      for (int i = 0; i < rows * size; i++) {
        Matrix stream = s.forward.stream(l);
        assertThat((double) stream.values()[stream.row(i / size) + i % size])
            .as("block %d [%d]", l, i)
            .isCloseTo(blocks[l * rows * size + i], within(TOLERANCE));
      }
    }
    assertLogits(s.logits, 0, rows, s.golden.values("logits"), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer-2layer", "mamba-2layer"})
  void stepByStepTheBitsAreThoseOfTheWholeWindow(String name) throws Exception {
    Setting s = new Setting(name);
    s.forward();
    BlockForward step = (BlockForward) s.network.newForward(1, s.batchSize, List.of(), false, 1);
    PanelMatrix logits = PanelMatrix.zeros(s.batchSize, s.vocabularySize);
    for (int t = 0; t < s.timeSteps; t++) {
      int[] ids = Arrays.copyOfRange(s.ids, t * s.batchSize, (t + 1) * s.batchSize);
      step.run(s.share, ids, new boolean[s.batchSize], 1);
      step.carry(1);
      s.network.readOut(step.output(), logits, 0, s.batchSize);
      for (int n = 0; n < s.batchSize; n++) {
        for (int v = 0; v < s.vocabularySize; v++) {
          assertThat(logits.values()[logits.index(n, v)])
              .isEqualTo(s.logits.values()[s.logits.index(t * s.batchSize + n, v)]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer-2layer", "mamba-2layer"})
  void lossGradientsAndAdamAgreeWithPyTorch(String name) throws Exception {
    Setting s = new Setting(name);
    assertThat(s.lossAndGradients()).isCloseTo(s.golden.number("loss_nats"), within(TOLERANCE));
    for (NamedTensor tensor : s.network.tensors()) {
      float[] actual = new float[tensor.size()];
      tensor.read(s.parameters.gradients(), actual);
      double[] expected = s.golden.gradient(tensor);
      assertThat(actual).hasSize(expected.length);
      for (int i = 0; i < actual.length; i++) {
        assertThat((double) actual[i])
            .as("gradient of %s [%d]", tensor.name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
    ParameterUpdate update =
        new ParameterUpdate(
            s.parameters,
            new Adam(s.parameters.size()),
            Clipping.norm(s.golden.adam("clip_norm")),
            0);
    double[] losses = s.golden.adamLosses();
    try (Team team = new Team(1)) {
      for (int step = 1; step <= losses.length; step++) {
        assertThat(s.lossAndGradients())
            .as("step " + step)
            .isCloseTo(losses[step - 1], within(1e-4));
        team.run(member -> update.measure(team, member));
        var constants = update.prepare(step, s.golden.adam("learning_rate"), update.gradientNorm());
        team.run(member -> update.apply(team, member, constants));
      }
    }
  }

  @Test
  void theWeightsOfAttentionAgreeWithPyTorch() throws Exception {
    Setting s = new Setting("transformer-2layer");
    s.forward();
    double[] alpha = s.golden.values("alpha");
    int heads = s.golden.integer("heads");
    float[] weights = new float[16];
    int i = 0;
    for (int l = 0; l < 2; l++) {
      LookBack attention = Objects.requireNonNull(s.forward.blocks().get(l).lookBack());
      for (int n = 0; n < s.batchSize; n++) {
        for (int head = 0; head < heads; head++) {
          for (int t = 0; t < s.timeSteps; t++) {
            int count = attention.weights(t * s.batchSize + n, head, s.timeSteps, weights);
            assertThat(count).isEqualTo(t + 1);
            for (int other = 0; other < s.timeSteps; other++, i++) {
              assertThat(other <= t ? (double) weights[other] : 0.0)
                  .isCloseTo(alpha[i], within(TOLERANCE));
            }
          }
        }
      }
    }
    assertThat(i).isEqualTo(alpha.length);
  }

  @Test
  void theStatesOfMambaAgreeWithPyTorch() throws Exception {
    Setting s = new Setting("mamba-2layer");
    s.forward();
    s.forward.carry(s.timeSteps);
    List<Matrix> states = s.forward.initialState();
    int inner = s.golden.integer("inner_size");
    int size = s.golden.integer("state_size");
    int taps = s.golden.integer("kernel_size");
    double[] finalH = s.golden.values("final_h");
    double[] finalInputs = s.golden.values("final_conv");
    for (int l = 0; l < 2; l++) {
      Matrix h = states.get(2 * l);
      for (int i = 0; i < s.batchSize * inner * size; i++) {
        int n = i / (inner * size);
        int place = i % size * 16 + i / size % inner;
        assertThat((double) h.values()[h.row(n) + place])
            .isCloseTo(finalH[l * s.batchSize * inner * size + i], within(TOLERANCE));
      }
      Matrix inputs = states.get(2 * l + 1);
      for (int i = 0; i < s.batchSize * inner * (taps - 1); i++) {
        int n = i / (inner * (taps - 1));
        int row = inputs.row(i % (taps - 1) * s.batchSize + n);
        assertThat((double) inputs.values()[row + i / (taps - 1) % inner])
            .isCloseTo(finalInputs[l * s.batchSize * inner * (taps - 1) + i], within(TOLERANCE));
      }
    }
  }

  private static void assertLogits(
      PanelMatrix logits, int row, int rows, double[] expected, int from) {
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < logits.columns(); v++) {
        assertThat((double) logits.values()[logits.index(row + r, v)])
            .as("logit %d of row %d", v, r)
            .isCloseTo(expected[from + r * logits.columns() + v], within(TOLERANCE));
      }
    }
  }
}
