package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.convolution.ConvolutionConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Models of blocks read alike however they read: as in training, as one stream in pieces, line by
 * line, unit by unit; past the context of a Transformer and across resets, to the bit.
 */
class BlockModelsTest {
  private static final int VOCABULARY = 37;
  private static final int LINE_FEED = 5;
  private static final int LENGTH = 400;

  static final List<NetworkConfig> NETWORKS =
      List.of(
          new MambaConfig(20, 3, 5),
          new MambaConfig(13, 1, 30, 3, 2, 6),
          new TransformerConfig(24, 3, 2, 17),
          new TransformerConfig(10, 1, 5, 300),
          new TransformerConfig(40, 2, 1, 1),
          new ConvolutionConfig(20, 2, 5));

  private static LanguageModel model(NetworkConfig network) {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(network, VOCABULARY, 0));
    model.initialize(9);
    RandomStream random = new RandomStream(3);
    model.tensors().forEach(tensor -> tensor.addUniform(0.3, random, model.parameters().values()));
    return model;
  }

  /** Lines of no to 60 units and, in the middle, one of 150. */
  private static char[] text() {
    RandomStream random = new RandomStream(LENGTH);
    char[] text = new char[LENGTH + 1];
    int left = 0;
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) (left == 0 ? LINE_FEED : 6 + random.nextInt(VOCABULARY - 6));
      left = left == 0 ? (i > 120 && i < 200 ? 150 : random.nextInt(61)) : left - 1;
    }
    return text;
  }

  private static double[] whileTraining(LanguageModel model) {
    char[] text = text();
    try (Team team = new Team(1)) {
      FixedWindow window = new FixedWindow(LENGTH);
      for (int t = 0; t < LENGTH; t++) {
        window.inputs[t] = text[t];
        window.targets[t] = text[t + 1];
        window.resets[t] = text[t] == LINE_FEED;
      }
      LanguageModelStep step =
          new LanguageModelStep(model, window, LENGTH, 1, Regularization.NONE, 0, team);
      step.load(1);
      team.run(step::backpropagate);
      assertThat(Arrays.stream(step.nats()).sum()).isFinite();
      return step.nats().clone();
    }
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void lossesOfOneStreamInPiecesAreThoseOfTraining(NetworkConfig network) {
    LanguageModel model = model(network);
    double[] expected = whileTraining(model);
    for (int[] choice : new int[][] {{1, LENGTH}, {2, 65}, {3, 64}, {4, 7}}) {
      double[] losses = new double[LENGTH];
      try (Team team = new Team(choice[0])) {
        StreamLoss stream = new StreamLoss(model, team);
        stream.read(text(), 100, LINE_FEED, losses);
        stream.reset();
        for (int from = 0; from < LENGTH; from += choice[1]) {
          int count = Math.min(choice[1], LENGTH - from);
          double[] part = new double[count];
          char[] units = Arrays.copyOfRange(text(), from, from + count + 1);
          stream.read(units, count, LINE_FEED, part);
          System.arraycopy(part, 0, losses, from, count);
        }
      }
      assertThat(losses).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void lossesOfLinesAreThoseOfOneStream(NetworkConfig network) {
    LanguageModel model = model(network);
    double[] losses = new double[LENGTH];
    try (Team team = new Team(3)) {
      LineLoss lines = new LineLoss(model, team);
      lines.read(text(), 0, LENGTH, LINE_FEED, new double[LENGTH]);
      lines.read(text(), 0, LENGTH, LINE_FEED, losses);
    }
    assertThat(losses).isEqualTo(whileTraining(model));
  }

  private static float[] logits(Inference inference, int stream) {
    int from = inference.logitsOffset(stream);
    return Arrays.copyOfRange(inference.logits(), from, from + VOCABULARY);
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void howUnitsAreReadDoesNotShow(NetworkConfig network) {
    LanguageModel model = model(network);
    char[] text = text();
    Inference single = new Inference(model, 1);
    single.read(text, 0, 71);
    single.read(text, 71, 300);
    Inference several = new Inference(model, 3);
    for (int i = 0; i < 300; i++) {
      several.advance(new int[] {text[i], 7, text[i]});
    }
    assertThat(logits(several, 0)).isEqualTo(logits(single, 0));
    several.copyState(single, 0, 1);
    several.reset(2);
    several.advance(new int[] {9, 9, 9});
    single.advance(new int[] {9});
    assertThat(logits(several, 1)).isEqualTo(logits(single, 0));
    Inference fresh = new Inference(model, 1);
    fresh.advance(new int[] {9});
    assertThat(logits(several, 2)).isEqualTo(logits(fresh, 0));
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void weightsOf16BitsAreReadPackedAsTheyAreUnpacked(NetworkConfig network) {
    LanguageModel rounded = model(network);
    rounded.parameters().roundToBfloat16();
    LanguageModel packed = model(network);
    packed.roundToBfloat16();
    Inference expected = new Inference(rounded, 1);
    Inference actual = new Inference(packed, 1);
    for (int i = 0; i < 50; i++) {
      expected.advance(new int[] {text()[i]});
      actual.advance(new int[] {text()[i]});
    }
    assertThat(logits(actual, 0)).isEqualTo(logits(expected, 0));
  }
}
