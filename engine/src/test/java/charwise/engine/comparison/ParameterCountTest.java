package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParameterCountTest {
  @ParameterizedTest
  @EnumSource(CellType.class)
  void theFormulaCountsWhatAModelHas(CellType cell) {
    for (int layers = 1; layers <= 3; layers++) {
      for (int hidden : new int[] {1, 16, 37}) {
        LanguageModelConfig config = new LanguageModelConfig(cell, 11, hidden, layers, true);
        assertThat(ParameterCount.of(config))
            .isEqualTo(new LanguageModel(config).parameterCount());
      }
    }
  }
}
