package charwise.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.NetworkForward;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The measured norms against differences of the loss, which use the forward pass alone. */
class GradientReachTest {
  private static final int VOCABULARY = 5;
  private static final int HIDDEN = 6;
  private static final int LAGS = 7;
  private static final float DELTA = 0x1p-5f;

  @ParameterizedTest
  @EnumSource(CellType.class)
  void normsAgreeWithDifferencesOfTheLoss(CellType cell) {
    LanguageModel model = model(cell, HIDDEN, 2);
    Corpus text = text(2 * LAGS + 1, 3);
    GradientReach reach = measure(model, text, Items.NONE, LAGS, 1);
    int statesPerLayer = reach.hasMemory() ? 2 : 1;
    for (int lag = 1; lag <= LAGS; lag++) {
      assertThat(reach.hidden(lag))
          .isCloseTo(normByDifferences(model, text, lag, 0, statesPerLayer), offset(2e-4));
      if (reach.hasMemory()) {
        assertThat(reach.memory(lag))
            .isCloseTo(normByDifferences(model, text, lag, 1, statesPerLayer), offset(2e-4));
      }
    }
  }

  static List<NetworkConfig> blocks() {
    return List.of(
        new MambaConfig(HIDDEN, 2, 3),
        new TransformerConfig(HIDDEN, 2, 1, 3),
        new TransformerConfig(HIDDEN, 1, 3, 60));
  }

  /**
   * The unit at one position is one of its own, so that its vector can be moved alone; what is made
   * of it is read out by the model that was not moved.
   */
  @ParameterizedTest
  @MethodSource("blocks")
  void normsOfOtherNetworksAgreeWithDifferencesOfTheLoss(NetworkConfig network) {
    for (int lag = 0; lag <= LAGS; lag++) {
      LanguageModel model = spread(network);
      Corpus text = text(2 * LAGS + 3, 3, VOCABULARY - 1);
      text.ids()[text.length() - 2 - lag] = (char) (VOCABULARY - 1);
      double squares = 0;
      for (int i = 0; i < HIDDEN; i++) {
        double near = lossOfMoved(model, text, i, DELTA) - lossOfMoved(model, text, i, -DELTA);
        double far =
            lossOfMoved(model, text, i, 2 * DELTA) - lossOfMoved(model, text, i, -2 * DELTA);
        double slope = (8 * near - far) / (12 * DELTA);
        squares += slope * slope;
      }
      double norm = Math.sqrt(squares);
      assertThat(measure(model, text, Items.NONE, LAGS, 1).hidden(lag))
          .isCloseTo(norm, offset(2e-4 + 1e-2 * norm));
    }
  }

  private static LanguageModel spread(NetworkConfig network) {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(network, VOCABULARY, 0));
    model.initialize(9);
    RandomStream random = new RandomStream(3);
    model.tensors().forEach(tensor -> tensor.addUniform(0.5, random, model.parameters().values()));
    return model;
  }

  /** The loss of the last unit where a number of the last unit's vector is another. */
  private static double lossOfMoved(LanguageModel model, Corpus text, int element, float change) {
    LanguageModel moved = spread(model.config().network());
    NamedTensor embedding = moved.tensors().getFirst();
    float[] changes = new float[embedding.size()];
    changes[(VOCABULARY - 1) * HIDDEN + element] = change;
    embedding.add(changes, moved.parameters().values());
    int read = text.length() - 1;
    NetworkForward forward = moved.network().newForward(read, 1, List.of(), false, 1);
    int[] ids = new int[read];
    Arrays.setAll(ids, i -> text.ids()[i]);
    forward.run(Share.ofStreams(0, 0, 1), ids, new boolean[read], read);
    PanelMatrix logits = PanelMatrix.zeros(read, VOCABULARY);
    model.network().readOut(forward.output(), logits, read - 1, 1);
    double sum = 0;
    for (int v = 0; v < VOCABULARY; v++) {
      sum += Math.exp(logits.values()[logits.index(read - 1, v)]);
    }
    return Math.log(sum) - logits.values()[logits.index(read - 1, text.ids()[read])];
  }

  @Test
  void aTransformerOfOneBlockSeesNoFartherThanItsContext() {
    GradientReach reach =
        measure(
            spread(new TransformerConfig(HIDDEN, 1, 1, 4)),
            text(2 * LAGS + 3, 3),
            Items.NONE,
            LAGS,
            1);
    assertThat(reach.hidden(3)).isPositive();
    assertThat(reach.hidden(4)).isZero();
  }

  @Test
  void lagZeroIsTheGradientAtTheReadOut() {
    LanguageModel model = model(CellType.LSTM, HIDDEN, 1);
    Corpus text = text(2 * LAGS + 1, 3);
    GradientReach reach = measure(model, text, Items.NONE, LAGS, 1);
    assertThat(reach.hidden(0)).isCloseTo(readOutNorm(model, text), withPercentage(0.01));
    assertThat(reach.memory(0)).isZero();
  }

  @Test
  void positionsAreAveraged() {
    LanguageModel model = model(CellType.GRU, HIDDEN, 1);
    Corpus two = text(2 * LAGS + 2, 4);
    double first = measure(model, two.slice(0, 2 * LAGS + 1), Items.NONE, LAGS, 1).hidden(3);
    double second = measure(model, two.slice(1, 2 * LAGS + 2), Items.NONE, LAGS, 1).hidden(3);
    assertThat(measure(model, two, Items.NONE, LAGS, 1).hidden(3))
        .isCloseTo((first + second) / 2, withPercentage(0.01));
  }

  @Test
  void theTeamDoesNotShow() {
    for (LanguageModel model :
        List.of(model(CellType.LSTM, 20, 2), spread(new TransformerConfig(20, 2, 2, 30)))) {
      Corpus text = text(3000, 5);
      assertThat(norms(measure(model, text, Items.NONE, 60, 3)))
          .isEqualTo(norms(measure(model, text, Items.NONE, 60, 1)));
    }
  }

  @Test
  void theGradientEndsWhereALineBegins() {
    Vocabulary vocabulary = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b'});
    char[] ids = new char[2 * LAGS + 1];
    Arrays.fill(ids, (char) 1);
    ids[2 * LAGS - 3] = 0;
    Corpus text = Corpus.of(vocabulary, ids, ids.length);
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(CellType.RNN, 3, HIDDEN, 1, false));
    model.initialize(1);
    GradientReach lines = measure(model, text, Items.LINE, LAGS, 1);
    assertThat(lines.hidden(2)).isPositive();
    assertThat(lines.hidden(3)).isZero();
    assertThat(measure(model, text, Items.NONE, LAGS, 1).hidden(3)).isPositive();
  }

  @Test
  void aTextMustBeLongerThanTheLargestLag() {
    LanguageModel model = model(CellType.RNN, HIDDEN, 1);
    assertThat(measure(model, text(LAGS + 1, 2), Items.NONE, LAGS, 1).hidden(LAGS)).isPositive();
    assertThatThrownBy(() -> measure(model, text(LAGS, 2), Items.NONE, LAGS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no lag of 7");
  }

  @Test
  void theHorizonIsWhereOnePercentIsLeft() {
    double[] norms = {5, 4, 0.05, 0.04, 0.001};
    assertThat(new GradientReach(norms, new double[0]).horizon()).hasValue(3);
    assertThat(new GradientReach(new double[] {5, 4, 0.05}, new double[0]).horizon()).isEmpty();
    double[] none = {5, 0, 0, 0, 0};
    assertThat(new GradientReach(none, norms).hasMemoryAlone()).isTrue();
    assertThat(new GradientReach(none, norms).horizon()).hasValue(3);
    assertThat(new GradientReach(norms, norms).hasMemoryAlone()).isFalse();
  }

  @Test
  void aLinearRecurrenceFadesOrGrowsByItsRadius() {
    try (Team team = new Team(2)) {
      GradientReach fading = LinearRecurrence.measure(0.9, 64, 100, 42, team);
      GradientReach growing = LinearRecurrence.measure(1.1, 64, 100, 42, team);
      assertThat(fading.hidden(100) / fading.hidden(0)).isCloseTo(2.656e-5, withPercentage(0.05));
      assertThat(growing.hidden(100) / growing.hidden(0)).isCloseTo(13_781, withPercentage(0.05));
      assertThat(fading.hidden(37) / fading.hidden(36)).isCloseTo(0.9, offset(1e-5));
      assertThat(fading.horizon()).hasValue(45);
      assertThat(growing.horizon()).isEmpty();
    }
  }

  private static LanguageModel model(CellType cell, int hiddenSize, int layers) {
    LanguageModel model =
        new LanguageModel(
            new LanguageModelConfig(cell, VOCABULARY, hiddenSize, layers, layers > 1));
    model.initialize(9);
    return model;
  }

  private static Corpus text(int length, long seed) {
    return text(length, seed, VOCABULARY);
  }

  private static Corpus text(int length, long seed, int units) {
    RandomStream random = new RandomStream(seed);
    char[] ids = new char[length];
    for (int i = 0; i < length; i++) {
      ids[i] = (char) random.nextInt(units);
    }
    int[] letters = IntStream.range('a', 'a' + VOCABULARY).toArray();
    return Corpus.of(Vocabulary.of(Units.CODEPOINT, letters), ids, length);
  }

  private static GradientReach measure(
      LanguageModel model, Corpus text, Items items, int lags, int threads) {
    try (Team team = new Team(threads)) {
      return GradientReach.measure(model, text, items, lags, GradientReach.USUAL_POSITIONS, team);
    }
  }

  private static double[] norms(GradientReach reach) {
    return IntStream.rangeClosed(0, reach.maximumLag()).mapToDouble(reach::hidden).toArray();
  }

  /** Of the gradient of the last unit's loss for the states {@code lag} units before the end. */
  private static double normByDifferences(
      LanguageModel model, Corpus text, int lag, int state, int statesPerLayer) {
    int cut = text.length() - 1 - lag;
    Inference start = new Inference(model, 1);
    start.read(text.ids(), 0, cut);
    double squares = 0;
    List<Matrix> states = start.initialState();
    for (int i = state; i < states.size(); i += statesPerLayer) {
      for (int unit = 0; unit < model.config().hiddenSize(); unit++) {
        double near =
            lossAfter(start, i, unit, DELTA, model, text, cut)
                - lossAfter(start, i, unit, -DELTA, model, text, cut);
        double far =
            lossAfter(start, i, unit, 2 * DELTA, model, text, cut)
                - lossAfter(start, i, unit, -2 * DELTA, model, text, cut);
        double slope = (8 * near - far) / (12 * DELTA);
        squares += slope * slope;
      }
    }
    return Math.sqrt(squares);
  }

  private static double lossAfter(
      Inference start,
      int state,
      int unit,
      float change,
      LanguageModel model,
      Corpus text,
      int cut) {
    Inference changed = new Inference(model, 1);
    for (int i = 0; i < start.initialState().size(); i++) {
      Matrix from = start.initialState().get(i);
      Matrix to = changed.initialState().get(i);
      System.arraycopy(from.values(), from.row(0), to.values(), to.row(0), from.columns());
    }
    Matrix moved = changed.initialState().get(state);
    moved.values()[moved.row(0) + unit] += change;
    changed.read(text.ids(), cut, text.length() - 1);
    double[] probabilities = probabilities(changed);
    return -Math.log(probabilities[text.ids()[text.length() - 1]]);
  }

  private static double[] probabilities(Inference inference) {
    double[] exponentials = new double[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      exponentials[i] = Math.exp(inference.logits()[inference.logitsOffset(0) + i]);
    }
    double sum = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(e -> e / sum).toArray();
  }

  private static double readOutNorm(LanguageModel model, Corpus text) {
    Inference inference = new Inference(model, 1);
    inference.read(text.ids(), 0, text.length() - 1);
    double[] dLogits = probabilities(inference);
    dLogits[text.ids()[text.length() - 1]] -= 1;
    NamedTensor weight = model.tensors().get(model.tensors().size() - 2);
    float[] rows = new float[weight.size()];
    weight.read(model.parameters().values(), rows);
    double squares = 0;
    for (int unit = 0; unit < HIDDEN; unit++) {
      double slope = 0;
      for (int v = 0; v < VOCABULARY; v++) {
        slope += dLogits[v] * rows[v * HIDDEN + unit];
      }
      squares += slope * slope;
    }
    return Math.sqrt(squares);
  }
}
