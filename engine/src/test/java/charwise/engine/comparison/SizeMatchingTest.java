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

  private static Shape shape(Variant variant, int vocabulary, int hidden) {
    LanguageModelConfig config =
        new LanguageModelConfig(
            variant.cell(), vocabulary, hidden, variant.layers(), variant.residual());
    return new Shape(variant, hidden, config.layout().count());
  }

  private static SizeMatching sizes(int vocabulary, int layers) {
    return new SizeMatching(
        ALL.stream().map(cell -> Variant.of(cell, layers)).toList(),
        (variant, hidden) -> shape(variant, vocabulary, hidden));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 78, 20000", "1, 78, 116000", "1, 78, 1000000", "2, 65, 30000", "2, 65, 250000",
    "3, 200, 500000", "1, 1000, 300000"
  })
  void allCellsGetTheSameNumberOfWeightsWithinTwoPercent(
      int layers, int vocabulary, long parameters) {
    List<Shape> shapes = sizes(vocabulary, layers).near(parameters).orElseThrow();
    assertThat(shapes).extracting(shape -> shape.variant().cell()).isEqualTo(ALL);
    assertThat(SizeMatching.spread(shapes)).isLessThanOrEqualTo(0.02);
    assertThat(shapes)
        .allSatisfy(
            shape -> {
              assertThat(shape.variant().layers()).isEqualTo(layers);
              assertThat((double) shape.parameters())
                  .isBetween(0.94 * parameters, 1.06 * parameters);
            });
  }

  @Test
  void aSizeThatFitsIsTaken() {
    long parameters = shape(Variant.of(CellType.LSTM, 1), 78, 128).parameters();
    assertThat(sizes(78, 1).near(parameters).orElseThrow().get(ALL.indexOf(CellType.LSTM)).hiddenSize())
        .isEqualTo(128);
  }

  @Test
  void tooFewWeightsCanNotBeMatched() {
    assertThat(sizes(78, 1).near(400)).isEmpty();
  }
}
