package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeMatchingTest {
  private static final List<CellType> ALL = List.of(CellType.values());

  @ParameterizedTest
  @CsvSource({
    "1, 78, 20000", "1, 78, 116000", "1, 78, 1000000", "2, 65, 30000", "2, 65, 250000",
    "3, 200, 500000", "1, 1000, 300000"
  })
  void allCellsGetTheSameNumberOfWeightsWithinTwoPercent(
      int layers, int vocabulary, long parameters) {
    List<LanguageModelConfig> shapes =
        new SizeMatching(ALL, vocabulary, layers).near(parameters).orElseThrow();
    assertThat(shapes).extracting(LanguageModelConfig::cell).isEqualTo(ALL);
    assertThat(SizeMatching.spread(shapes)).isLessThanOrEqualTo(0.02);
    assertThat(shapes)
        .allSatisfy(
            shape -> {
              assertThat(shape.layerCount()).isEqualTo(layers);
              assertThat((double) ParameterCount.of(shape))
                  .isBetween(0.94 * parameters, 1.06 * parameters);
            });
  }

  @Test
  void aSizeThatFitsIsTaken() {
    SizeMatching sizes = new SizeMatching(ALL, 78, 1);
    long parameters = ParameterCount.of(sizes.shape(CellType.LSTM, 128));
    assertThat(sizes.near(parameters).orElseThrow().get(ALL.indexOf(CellType.LSTM)).hiddenSize())
        .isEqualTo(128);
  }

  @Test
  void tooFewWeightsCanNotBeMatched() {
    assertThat(new SizeMatching(ALL, 78, 1).near(400)).isEmpty();
  }
}
