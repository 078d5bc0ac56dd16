package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients through decoder, attention, bridge and encoder, where no reference has numbers. */
class TransducerGradientTest {
  private static final float DELTA = 0x1p-6f;

  private static TinyTransducer transducer(
      CellType cell,
      Directions directions,
      AttentionType attention,
      int layers,
      boolean residual,
      int hiddenSize,
      Team team) {
    var shape =
        new TinyTransducer.Shape(
            cell, directions, attention, layers, residual, 4, 5, hiddenSize, hiddenSize + 1);
    List<int[]> sources = List.of(new int[] {1, 2, 3, 0, 2}, new int[] {3}, new int[] {2, 2, 1});
    List<int[]> targets =
        List.of(new int[] {0, 4, 0}, new int[] {0, 0}, new int[] {0, 1, 2, 2, 4, 0});
    TinyTransducer transducer = new TinyTransducer(shape, sources, targets, team);
    RandomStream random = new RandomStream(hiddenSize);
    for (NamedTensor tensor : transducer.tensors) {
      tensor.addUniform(0.7, random, transducer.parameters.values());
    }
    transducer.refresh();
    return transducer;
  }

  @ParameterizedTest
  @CsvSource({
    "RNN, BOTH, BAHDANAU, 1, false, 3", "GRU, FORWARD, BAHDANAU, 2, true, 4",
    "LSTM, BOTH, BAHDANAU, 3, true, 2", "LSTM, FORWARD, LUONG, 2, true, 3",
    "GRU_RESET_AFTER, BOTH, LUONG, 1, false, 17", "GRU, BOTH, NONE, 2, true, 3",
    "RNN, FORWARD, NONE, 1, false, 16", "SRU, BOTH, BAHDANAU, 2, true, 3",
    "SRU, FORWARD, NONE, 1, false, 4", "MINGRU, BOTH, LUONG, 2, false, 5"
  })
  void gradientsAgreeWithDifferences(
      CellType cell,
      Directions directions,
      AttentionType attention,
      int layers,
      boolean residual,
      int hiddenSize) {
    try (Team team = new Team(1)) {
      TinyTransducer transducer =
          transducer(cell, directions, attention, layers, residual, hiddenSize, team);
      transducer.load(0, 1, 2);
      transducer.backpropagate();
      float[] storage = transducer.parameters.gradients().clone();
      for (NamedTensor tensor : transducer.tensors) {
        float[] gradient = new float[tensor.size()];
        tensor.read(storage, gradient);
        for (int i = 0; i < gradient.length; i += 1 + gradient.length / 12) {
          double difference = difference(transducer, tensor, i);
          if (!tensor.name().contains("bias_hh")) {
            assertThat((double) gradient[i])
                .as("%s [%d]", tensor.name(), i)
                .isCloseTo(difference, within(1e-3));
          }
        }
      }
    }
  }

  private static double difference(TinyTransducer transducer, NamedTensor tensor, int i) {
    float[] values = transducer.parameters.values();
    float[] before = values.clone();
    float[] change = new float[tensor.size()];
    double[] losses = new double[2];
    for (int sign = 0; sign < 2; sign++) {
      change[i] = sign == 0 ? DELTA : -DELTA;
      tensor.add(change, values);
      transducer.refresh();
      losses[sign] = transducer.backpropagate();
      System.arraycopy(before, 0, values, 0, before.length);
    }
    transducer.refresh();
    return (losses[0] - losses[1]) / (2 * DELTA);
  }

  @ParameterizedTest
  @CsvSource({"BAHDANAU", "LUONG", "NONE"})
  void neitherThreadsNorEarlierBatchesShow(AttentionType attention) {
    List<float[]> gradients = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3, 5}) {
      try (Team team = new Team(threads)) {
        TinyTransducer transducer =
            transducer(CellType.LSTM, Directions.BOTH, attention, 2, true, 5, team);
        if (threads > 1) {
          float[] weights = transducer.parameters.values().clone();
          Arrays.fill(transducer.parameters.values(), threads == 2 ? Float.NaN : 1f);
          transducer.refresh();
          transducer.load(2, 0, 0, 1);
          transducer.backpropagate();
          System.arraycopy(weights, 0, transducer.parameters.values(), 0, weights.length);
          transducer.refresh();
        }
        transducer.load(0, 1, 2);
        transducer.backpropagate();
        gradients.add(transducer.parameters.gradients().clone());
      }
    }
    assertThat(gradients).allSatisfy(other -> assertThat(other).isEqualTo(gradients.getFirst()));
  }
}
