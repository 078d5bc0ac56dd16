package charwise.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import charwise.engine.analysis.Activations.Quantity;
import charwise.engine.analysis.GateShares.Share;
import charwise.engine.analysis.UnitSearch.Match;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of gates, units that follow features, and the features, against what can be counted. */
class UnitSearchTest {
  private static final String TEXT =
      "He said \"go (now)\".\n  It's 3 o'clock, \"Tom\".\n'Yes,' she wrote [to him].\n".repeat(4);
  private static final int VOCABULARY = 128;

  @ParameterizedTest
  @CsvSource({
    "inside quotes, ab \"cd\" e, ---+++--- ",
    "inside quotes, it's 'so' no, -----++++---",
    "inside brackets, a(b[c]d)e, -++++++--",
    "capital letter, aBc D, -+--+",
    "digit, a1 2b, -+-+-",
    "space, a b, -+-",
    "punctuation, a.b!, -+-+",
    "vowel, Abe, +-+",
    "letter, a1b, +-+"
  })
  void featuresAreWhatOneSees(String feature, String text, String expected) {
    String seen =
        text.codePoints()
            .mapToObj(value(feature)::applyAsDouble)
            .map(value -> value > 0 ? "+" : "-")
            .reduce("", String::concat);
    assertThat(seen).isEqualTo(expected.strip());
  }

  @Test
  void placesAreCounted() {
    assertThat(values("line position", "ab\nc")).containsExactly(0, 1, 2, 0);
    assertThat(values("word position", "ab cd")).containsExactly(1, 2, 0, 1, 2);
    assertThat(values("indentation", "  a b\n c")).containsExactly(1, 2, 2, 2, 2, 2, 1, 1);
    assertThat(values("bracket depth", "a(b[c])d")).containsExactly(0, 1, 1, 2, 2, 1, 0, 0);
    assertThat(values("line end", "a\nb")).containsExactly(0, 1, 0);
  }

  @Test
  void theBestUnitIsThatOfTheGreatestCorrelation() {
    LanguageModel model = model();
    Activations activations = new Activations(model);
    Quantity hidden = activations.quantities().getLast();
    UnitSearch search = new UnitSearch(activations, List.of(hidden));
    activations.read(ids(), 0, TEXT.length(), -1, i -> search.add(TEXT.charAt(i)));
    List<Match> matches =
        search.best(2).stream().filter(match -> match.feature().equals("space")).toList();
    double[] spaces = values("space", TEXT);
    double best = 0;
    for (int layer = 0; layer < 2; layer++) {
      float[][] rows = Activations.of(model, ids(), -1, layer, hidden);
      for (int unit = 0; unit < activations.units(); unit++) {
        best = Math.max(best, Math.abs(correlation(spaces, rows, unit)));
      }
    }
    Match first = matches.getFirst();
    assertThat(Math.abs(first.correlation())).isCloseTo(best, offset(1e-9));
    float[][] rows = Activations.of(model, ids(), -1, first.layer(), hidden);
    assertThat(first.correlation())
        .isCloseTo(correlation(spaces, rows, first.unit()), offset(1e-9));
    assertThat(matches).hasSize(2);
    assertThat(first.gate()).isEqualTo("hidden");
  }

  @Test
  void aFeatureThatNeverVariesHasNoMatch() {
    Activations activations = new Activations(model());
    UnitSearch search = new UnitSearch(activations, activations.quantities());
    activations.read(ids(), 0, 6, -1, i -> search.add('a'));
    assertThat(search.best(1)).extracting(Match::feature).doesNotContain("digit", "space");
  }

  @Test
  void sharesAreCounted() {
    LanguageModel model = model();
    for (var tensor : List.of(model.tensors().get(2), model.tensors().get(6))) {
      float[] wide = new float[tensor.size()];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = 2 * (i % 7 - 3);
      }
      tensor.add(wide, model.parameters().values());
    }
    Activations activations = new Activations(model);
    GateShares shares = new GateShares(activations);
    activations.read(ids(), 0, TEXT.length(), -1, i -> shares.add());
    assertThat(shares.shares())
        .extracting(share -> share.layer() + share.gate())
        .containsExactly("0input", "0forget", "0output", "1input", "1forget", "1output");
    Share forget = shares.shares().get(4);
    Quantity quantity =
        activations.quantities().stream()
            .filter(q -> q.name().equals("forget"))
            .findFirst()
            .orElseThrow();
    int open = 0;
    int shut = 0;
    float[][] rows = Activations.of(model, ids(), -1, 1, quantity);
    for (float[] row : rows) {
      for (float value : row) {
        open += value > 0.9f ? 1 : 0;
        shut += value < 0.1f ? 1 : 0;
      }
    }
    double all = (double) rows.length * activations.units();
    assertThat(forget.open()).isPositive().isEqualTo(open / all);
    assertThat(forget.shut()).isPositive().isEqualTo(shut / all);
    assertThat(forget.mean()).isBetween(0.1, 0.9);
  }

  private static LanguageModel model() {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(CellType.LSTM, VOCABULARY, 18, 2, true));
    model.initialize(4);
    return model;
  }

  private static char[] ids() {
    return TEXT.toCharArray();
  }

  private static IntToDoubleFunction value(String feature) {
    TextFeatures features = new TextFeatures();
    int place = TextFeatures.NAMES.indexOf(feature);
    return unit -> {
      features.feed(unit);
      return features.values()[place];
    };
  }

  private static double[] values(String feature, String text) {
    return text.codePoints().mapToDouble(value(feature)).toArray();
  }

  private static double correlation(double[] feature, float[][] rows, int unit) {
    int count = feature.length;
    double meanFeature = IntStream.range(0, count).mapToDouble(i -> feature[i]).sum() / count;
    double mean = IntStream.range(0, count).mapToDouble(i -> rows[i][unit]).sum() / count;
    double covariance = 0;
    double spread = 0;
    double unitSpread = 0;
    for (int i = 0; i < count; i++) {
      covariance += (feature[i] - meanFeature) * (rows[i][unit] - mean);
      spread += (feature[i] - meanFeature) * (feature[i] - meanFeature);
      unitSpread += (rows[i][unit] - mean) * (rows[i][unit] - mean);
    }
    return covariance / Math.sqrt(spread * unitSpread);
  }
}
