package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.language.TrainingText;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeMatchingTest {
  private static final List<NetworkKind> CELLS =
      Stream.of(CellType.values()).map(NetworkKind::of).toList();

  /** A task that knows so many units. */
  private static TextTask task(int vocabulary) {
    Corpus text =
        Corpus.of(
            Vocabulary.of(Units.CODEPOINT, IntStream.range('A', 'A' + vocabulary).toArray()),
            new char[100],
            100);
    return new TextTask(new TrainingText(text, text), text, List.of(), List.of(0.01));
  }

  private static Variant variant(NetworkKind kind, int layers) {
    return new Variant(kind, Directions.FORWARD, AttentionType.NONE, layers, true, false);
  }

  private static SizeMatching sizes(List<NetworkKind> kinds, int vocabulary, int layers) {
    return new SizeMatching(
        kinds.stream().map(kind -> variant(kind, layers)).toList(), task(vocabulary)::shape);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 78, 20000",
    "1, 78, 116000",
    "1, 78, 1000000",
    "2, 65, 30000",
    "2, 65, 250000",
    "3, 200, 500000",
    "1, 1000, 300000"
  })
  void allCellsGetTheSameNumberOfWeightsWithinTwoPercent(
      int layers, int vocabulary, long parameters) {
    List<Shape> shapes = sizes(CELLS, vocabulary, layers).near(parameters).orElseThrow();
    assertThat(shapes).extracting(shape -> shape.variant().kind()).isEqualTo(CELLS);
    assertThat(SizeMatching.spread(shapes)).isLessThanOrEqualTo(0.02);
    assertThat(shapes)
        .allSatisfy(
            shape -> {
              assertThat(shape.variant().layers()).isEqualTo(layers);
              assertThat((double) shape.parameters())
                  .isBetween(0.94 * parameters, 1.06 * parameters);
            });
  }

  /** A Transformer has a width of whole heads, so there are fewer sizes to choose from. */
  @ParameterizedTest
  @CsvSource({
    "1, 78, 20000",
    "1, 78, 116000",
    "1, 78, 1000000",
    "2, 65, 250000",
    "4, 65, 850000",
    "3, 200, 500000"
  })
  void soDoCellsAndOtherNetworks(int layers, int vocabulary, long parameters) {
    List<NetworkKind> all = NetworkKind.all();
    List<Shape> shapes = sizes(all, vocabulary, layers).near(parameters).orElseThrow();
    assertThat(shapes).extracting(shape -> shape.variant().kind()).isEqualTo(all);
    assertThat(SizeMatching.spread(shapes)).isLessThanOrEqualTo(0.02);
    for (Shape shape : shapes) {
      assertThat((double) shape.parameters()).isBetween(0.88 * parameters, 1.12 * parameters);
      LanguageModelConfig config = task(vocabulary).config(shape.variant(), shape.hiddenSize());
      assertThat(config.hiddenSize()).isEqualTo(shape.hiddenSize());
      assertThat(config.layout().count()).isEqualTo(shape.parameters());
    }
  }

  @Test
  void aSizeThatFitsIsTaken() {
    long parameters = task(78).shape(Variant.of(CellType.LSTM, 1), 128).parameters();
    List<Shape> shapes = sizes(CELLS, 78, 1).near(parameters).orElseThrow();
    assertThat(shapes.get(CELLS.indexOf(NetworkKind.of(CellType.LSTM))).hiddenSize())
        .isEqualTo(128);
  }

  @Test
  void tooFewWeightsCanNotBeMatched() {
    assertThat(sizes(CELLS, 78, 1).near(400)).isEmpty();
  }
}
