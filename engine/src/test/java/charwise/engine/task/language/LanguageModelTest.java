package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageModelTest {
  private static LanguageModel model(CellType cell) {
    return new LanguageModel(new LanguageModelConfig(cell, 11, 9, 2, false));
  }

  /** G·(H·D + H) for each layer and V·H + V, with G·H more where a cell keeps both biases. */
  @ParameterizedTest
  @CsvSource({"RNN,470", "LSTM,1550", "GRU,1190", "GRU_RESET_AFTER,1244"})
  void countsItsWeights(CellType cell, long expected) {
    assertThat(model(cell).parameterCount()).isEqualTo(expected);
  }

  @Test
  void namesAndShapesAreThoseOfPyTorch() {
    List<NamedTensor> tensors = model(CellType.LSTM).tensors();
    assertThat(tensors)
        .extracting(NamedTensor::name)
        .containsExactly(
            "rnn.weight_ih_l0",
            "rnn.weight_hh_l0",
            "rnn.bias_ih_l0",
            "rnn.bias_hh_l0",
            "rnn.weight_ih_l1",
            "rnn.weight_hh_l1",
            "rnn.bias_ih_l1",
            "rnn.bias_hh_l1",
            "decoder.weight",
            "decoder.bias");
    assertThat(tensors.get(0).shape()).containsExactly(36, 11);
    assertThat(tensors.get(5).shape()).containsExactly(36, 9);
    assertThat(tensors.get(3).shape()).containsExactly(36);
    assertThat(tensors.get(8).shape()).containsExactly(11, 9);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyTensorCanBeWrittenAndReadBack(CellType cell) {
    LanguageModel model = model(cell);
    int next = 1;
    for (NamedTensor tensor : model.tensors()) {
      float[] values = new float[tensor.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = next++;
      }
      model.parameters().clear();
      tensor.add(values, model.parameters().values());
      float[] read = new float[tensor.size()];
      tensor.read(model.parameters().values(), read);
      if (tensor.ownSize() == tensor.size()) {
        assertThat(read).as(tensor.name()).isEqualTo(values);
      } else {
        assertThat(read).as(tensor.name()).containsOnly(0f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void initialWeightsDependOnTheSeedAloneAndFillEveryTensor(CellType cell) {
    LanguageModel model = model(cell);
    model.initialize(1);
    float[] first = model.parameters().values().clone();
    model.initialize(2);
    assertThat(model.parameters().values()).isNotEqualTo(first);
    model.initialize(1);
    assertThat(model.parameters().values()).isEqualTo(first);
    for (NamedTensor tensor : model.tensors()) {
      float[] values = new float[tensor.size()];
      tensor.read(first, values);
      if (tensor.name().contains("weight")) {
        assertThat(Arrays.equals(values, new float[values.length])).isFalse();
        for (float value : values) {
          assertThat(value).isBetween(-1 / 3f, 1 / 3f);
        }
      }
    }
  }

  /** See adr/0027. */
  @ParameterizedTest
  @CsvSource({"LSTM,0.5", "LSTM_CAPPED,1"})
  void theForgetGateStartsOpen(CellType cell, float open) {
    LanguageModel model = model(cell);
    model.initialize(1);
    float[] bias = new float[36];
    model.tensors().get(2).read(model.parameters().values(), bias);
    for (int i = 0; i < 36; i++) {
      assertThat(bias[i]).isEqualTo(i / 9 == 1 ? open : 0f);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,9,2", "11,0,2", "11,9,0", "11,20000,2", "11,9,65", "-1,9,2"})
  void impossibleShapesAreRefused(int vocabulary, int hidden, int layers) {
    assertThatThrownBy(
            () -> new LanguageModelConfig(CellType.LSTM, vocabulary, hidden, layers, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cellsAreFoundByTheirLabels() {
    for (CellType cell : CellType.values()) {
      assertThat(CellType.of(cell.label())).isEqualTo(cell);
    }
    assertThatThrownBy(() -> CellType.of("transformer"))
        .hasMessageContaining("transformer")
        .hasMessageContaining("gru-reset-after");
  }
}
