package charwise.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChronoInitializationTest {
  private static final int HIDDEN = 200;
  private static final int LONGEST = 1000;

  private static LanguageModelConfig config(CellType cell) {
    return new LanguageModelConfig(cell, 5, HIDDEN, 2, true);
  }

  private static float[] biases(LanguageModel model, int layer, int gate) {
    NamedTensor tensor =
        model.tensors().stream()
            .filter(t -> t.name().equals("rnn.bias_ih_l" + layer))
            .findFirst()
            .orElseThrow();
    float[] all = new float[tensor.size()];
    tensor.read(model.parameters().values(), all);
    return Arrays.copyOfRange(all, gate * HIDDEN, (gate + 1) * HIDDEN);
  }

  /** Gate numbers are those of the model file; a sign of −1 is a gate that overwrites. */
  @ParameterizedTest
  @CsvSource({"LSTM, 1, 1", "LSTM, 0, -1", "GRU, 1, -1", "GRU_RESET_AFTER, 1, 1"})
  void biasesLetMemoriesLastForAllTimesUpToTheLongest(CellType cell, int gate, int sign) {
    LanguageModel model = ChronoInitialization.model(config(cell), LONGEST, 8);
    for (int layer = 0; layer < 2; layer++) {
      double[] times = new double[HIDDEN];
      float[] biases = biases(model, layer, gate);
      Arrays.setAll(times, i -> Math.exp(sign * (double) biases[i]));
      assertThat(Arrays.stream(times)).allMatch(time -> time >= 0.999 && time <= LONGEST);
      assertThat(Arrays.stream(times).average().orElseThrow()).isCloseTo(500, within(80.0));
    }
  }

  @Test
  void keepingAndOverwritingOfAUnitAreOpposites() {
    LanguageModel model = ChronoInitialization.model(config(CellType.LSTM), LONGEST, 8);
    float[] forget = biases(model, 0, 1);
    float[] input = biases(model, 0, 0);
    for (int unit = 0; unit < HIDDEN; unit++) {
      assertThat(input[unit]).isCloseTo(-forget[unit], within(1e-6f));
    }
  }

  @Test
  void otherGatesAndOtherWeightsStayAsTheyAre() {
    LanguageModel usual = new LanguageModel(config(CellType.LSTM));
    usual.initialize(8);
    LanguageModel chrono = ChronoInitialization.model(config(CellType.LSTM), LONGEST, 8);
    assertThat(biases(chrono, 1, 2)).isEqualTo(biases(usual, 1, 2));
    assertThat(biases(chrono, 1, 3)).isEqualTo(biases(usual, 1, 3));
    LanguageModel rnn = new LanguageModel(config(CellType.RNN));
    rnn.initialize(8);
    assertThat(ChronoInitialization.model(config(CellType.RNN), LONGEST, 8).parameters().values())
        .isEqualTo(rnn.parameters().values());
  }
}
