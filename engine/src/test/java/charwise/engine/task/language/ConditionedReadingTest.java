package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines under conditions cost what training computes, to the bit, however they are read. */
class ConditionedReadingTest {
  private static final int VOCABULARY = 23;
  private static final int CONDITIONS = 3;
  private static final int LINE_FEED = 5;

  private static LanguageModel model(CellType cell, int layers) {
    LanguageModel model =
        new LanguageModel(
            new LanguageModelConfig(cell, VOCABULARY, 18, layers, layers > 1, CONDITIONS));
    model.initialize(9);
    return model;
  }

  /** Lines of no to 30 units, each begun by a line feed, and one more at the end. */
  private static char[] lines(int count) {
    RandomStream random = new RandomStream(count);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < count; line++) {
      text.append((char) LINE_FEED);
      for (int i = random.nextInt(31); i > 0; i--) {
        text.append((char) (6 + random.nextInt(VOCABULARY - 6)));
      }
    }
    return text.append((char) LINE_FEED).toString().toCharArray();
  }

  /** The condition of each of some lines. */
  private static int[] conditions(int count) {
    RandomStream random = new RandomStream(~count);
    return IntStream.range(0, count).map(i -> random.nextInt(CONDITIONS)).toArray();
  }

  private static double[] whileTraining(LanguageModel model, char[] text, int[] conditions) {
    int length = text.length - 1;
    try (Team team = new Team(1)) {
      FixedWindow window = new FixedWindow(length, 2);
      int line = -1;
      for (int t = 0; t < length; t++) {
        window.inputs[t] = text[t];
        window.targets[t] = text[t + 1];
        window.resets[t] = text[t] == LINE_FEED;
        line += text[t] == LINE_FEED ? 1 : 0;
        window.inputs[length + t] = conditions[line];
      }
      LanguageModelStep step =
          new LanguageModelStep(model, window, length, 1, Regularization.NONE, 0, team);
      step.load(1);
      team.run(step::backpropagate);
      return step.nats().clone();
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void lossesOfLinesAreThoseOfTraining(CellType cell) {
    LanguageModel model = model(cell, 2);
    char[] text = lines(100);
    double[] losses = new double[text.length - 1];
    try (Team team = new Team(3)) {
      new LineLoss(model, team).read(text, 0, losses.length, LINE_FEED, conditions(100), 0, losses);
    }
    assertThat(losses).isEqualTo(whileTraining(model, text, conditions(100)));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void lossesOfOneStreamAreThoseOfTraining(CellType cell) {
    LanguageModel model = model(cell, 3);
    char[] text = lines(20);
    double[] losses = new double[text.length - 1];
    int[] all = new int[20];
    Arrays.fill(all, 2);
    try (Team team = new Team(2)) {
      StreamLoss stream = new StreamLoss(model, team);
      stream.condition(2);
      stream.read(text, losses.length, LINE_FEED, losses);
    }
    assertThat(losses).isEqualTo(whileTraining(model, text, all));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "3,40", "2,120"})
  void sumsUnderAllConditionsAreThoseOfEachAlone(int threads, int count) {
    LanguageModel model = model(CellType.GRU, 2);
    char[] text = lines(count);
    List<double[]> sums = new ArrayList<>();
    try (Team team = new Team(threads)) {
      new LineLoss(model, team)
          .sums(
              text,
              0,
              text.length - 1,
              LINE_FEED,
              (line, all, from) -> {
                assertThat(line).isEqualTo(sums.size());
                sums.add(Arrays.copyOfRange(all, from, from + CONDITIONS));
              });
    }
    assertThat(sums).hasSize(count);
    for (int k = 0; k < CONDITIONS; k++) {
      int[] all = new int[count];
      Arrays.fill(all, k);
      double[] losses = whileTraining(model, text, all);
      int line = -1;
      double[] expected = new double[count];
      for (int i = 0; i < losses.length; i++) {
        line += text[i] == LINE_FEED ? 1 : 0;
        expected[line] += losses[i];
      }
      int condition = k;
      assertThat(sums.stream().mapToDouble(ofLine -> ofLine[condition]).toArray())
          .isEqualTo(expected);
    }
  }

  @Test
  void conditionsWithoutNumberAreReadSomeLinesAtATime() {
    int many = 9000;
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(CellType.RNN, 6, 3, 1, false, many));
    model.initialize(4);
    char[] text = new char[131];
    Arrays.fill(text, (char) LINE_FEED);
    List<double[]> sums = new ArrayList<>();
    try (Team team = new Team(2)) {
      new LineLoss(model, team)
          .sums(
              text,
              0,
              130,
              LINE_FEED,
              (line, all, from) -> sums.add(Arrays.copyOfRange(all, from, from + many)));
    }
    assertThat(sums).hasSize(130);
    assertThat(Arrays.stream(sums.getFirst()).distinct().count()).isGreaterThan(many / 2);
    assertThat(sums).allSatisfy(ofLine -> assertThat(ofLine).isEqualTo(sums.getFirst()));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void theConditionOfAStreamStaysWithItAndItsCopies(CellType cell) {
    LanguageModel model = model(cell, 2);
    char[] text = lines(9);
    float[][] logits = new float[CONDITIONS][];
    for (int k = 0; k < CONDITIONS; k++) {
      Inference alone = new Inference(model, 1, k);
      alone.read(text, 0, text.length);
      logits[k] = logits(alone, 0);
    }
    assertThat(logits[0]).isNotEqualTo(logits[1]);
    assertThat(logits[1]).isNotEqualTo(logits[2]);

    Inference four = new Inference(model, 4, 2);
    four.condition(1, 0);
    four.condition(2, 1);
    Inference copies = new Inference(model, 4, 0);
    four.advance(new int[] {7, 7, 7, 7});
    four.reset();
    for (int i = 0; i < text.length; i++) {
      if (i == 40) {
        copies.copyState(four, 1, 0);
        copies.copyState(four, 3, 1);
        copies.copyState(four, 2, 2);
        copies.copyState(four, 0, 3);
        four = copies;
      }
      four.advance(new int[] {text[i], text[i], text[i], text[i]});
    }
    assertThat(logits(four, 0)).isEqualTo(logits[0]);
    assertThat(logits(four, 1)).isEqualTo(logits[2]);
    assertThat(logits(four, 2)).isEqualTo(logits[1]);
    assertThat(logits(four, 3)).isEqualTo(logits[2]);
  }

  @Test
  void weightsOf16BitsAreReadPackedAsTheyAreUnpacked() {
    LanguageModel rounded = model(CellType.LSTM, 2);
    rounded.parameters().roundToBfloat16();
    LanguageModel packed = model(CellType.LSTM, 2);
    packed.roundToBfloat16();
    Inference expected = new Inference(rounded, 1, 1);
    Inference actual = new Inference(packed, 1, 1);
    char[] text = lines(3);
    for (char unit : text) {
      expected.advance(new int[] {unit});
      actual.advance(new int[] {unit});
    }
    assertThat(logits(actual, 0)).isEqualTo(logits(expected, 0));
  }

  private static float[] logits(Inference inference, int stream) {
    int from = inference.logitsOffset(stream);
    return Arrays.copyOfRange(inference.logits(), from, from + VOCABULARY);
  }

  @Test
  void noneIsReadUnderAConditionThatTheModelLacks() {
    LanguageModel model = model(CellType.RNN, 1);
    LanguageModel plain =
        new LanguageModel(new LanguageModelConfig(CellType.RNN, VOCABULARY, 4, 1, false));
    char[] text = lines(2);
    double[] losses = new double[text.length];

    assertThatIllegalArgumentException().isThrownBy(() -> new Inference(model, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Inference(model, 1, CONDITIONS));
    assertThatIllegalArgumentException().isThrownBy(() -> new Inference(plain, 1, 0));
    try (Team team = new Team(1)) {
      assertThatThrownBy(
              () -> new StreamLoss(model, team).read(text, text.length - 1, LINE_FEED, losses))
          .hasMessage("condition -1 for a model of 3 conditions");
      assertThatThrownBy(
              () -> new LineLoss(model, team).read(text, 0, text.length - 1, LINE_FEED, losses))
          .hasMessage("condition -1 for a model of 3 conditions");
    }
  }
}
