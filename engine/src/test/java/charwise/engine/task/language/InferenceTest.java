package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a text is read, the logits are the same to the bit. */
class InferenceTest {
  private static final int VOCABULARY = 70;
  private static final int LENGTH = 150;

  private static LanguageModel model(CellType cell) {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(cell, VOCABULARY, 37, 3, true));
    model.initialize(5);
    return model;
  }

  private static char[] text(long seed) {
    RandomStream random = new RandomStream(seed);
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = (char) random.nextInt(VOCABULARY);
    }
    return text;
  }

  private static float[] logits(Inference inference, int stream) {
    int from = inference.logitsOffset(stream);
    return Arrays.copyOfRange(inference.logits(), from, from + VOCABULARY);
  }

  private static float[] oneByOne(LanguageModel model, char[] text) {
    Inference inference = new Inference(model, 1);
    for (char unit : text) {
      inference.advance(new int[] {unit});
    }
    return logits(inference, 0);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void readingManyAtATimeIsReadingOneByOne(CellType cell) {
    LanguageModel model = model(cell);
    Inference inference = new Inference(model, 1);
    inference.read(text(1), 0, 71);
    inference.read(text(1), 71, LENGTH);
    assertThat(logits(inference, 0)).isEqualTo(oneByOne(model, text(1)));
  }

  static Stream<NetworkConfig> networks() {
    return Stream.concat(
        Stream.of(CellType.values()).map(cell -> new RecurrentConfig(cell, 37, 3, true)),
        Stream.of(new MambaConfig(20, 3, 5), new TransformerConfig(24, 3, 2, 17)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aLargerVocabularyLeavesWhatWasKnownAsItWas(NetworkConfig network) {
    for (int conditions : new int[] {0, 3}) {
      var model = new LanguageModel(new LanguageModelConfig(network, VOCABULARY, conditions));
      model.initialize(5);
      LanguageModel larger = model.withVocabulary(VOCABULARY + 5, 9);
      float[] logits = lastLogits(larger, conditions - 1);
      assertThat(Arrays.copyOf(logits, VOCABULARY)).isEqualTo(lastLogits(model, conditions - 1));
      float[] fresh = Arrays.copyOfRange(logits, VOCABULARY, VOCABULARY + 5);
      assertThat(fresh).doesNotContain(0f).doesNotHaveDuplicates();
      assertThat(larger.withVocabulary(VOCABULARY + 5, 9).parameters().values())
          .isEqualTo(larger.parameters().values());
      LanguageModel other = model.withVocabulary(VOCABULARY + 5, 10);
      assertThat(lastLogits(other, conditions - 1)).doesNotContain(fresh);
      assertThatThrownBy(() -> model.withVocabulary(VOCABULARY - 1, 9))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static float[] lastLogits(LanguageModel model, int condition) {
    var inference = new Inference(model, 1, condition);
    inference.read(text(1), 0, LENGTH);
    int from = inference.logitsOffset(0);
    return Arrays.copyOfRange(inference.logits(), from, from + model.config().vocabularySize());
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void weightsOf16BitsAreReadPackedAsTheyAreUnpacked(CellType cell) {
    LanguageModel rounded = model(cell);
    rounded.parameters().roundToBfloat16();
    LanguageModel packed = model(cell);
    packed.roundToBfloat16();
    assertThat(oneByOne(packed, text(1)))
        .isEqualTo(oneByOne(rounded, text(1)))
        .isNotEqualTo(oneByOne(model(cell), text(1)));
    Inference two = new Inference(packed, 2);
    for (char unit : text(1)) {
      two.advance(new int[] {0, unit});
    }
    assertThat(logits(two, 1)).isEqualTo(oneByOne(packed, text(1)));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void streamsSideBySideDoNotTouchEachOther(CellType cell) {
    LanguageModel model = model(cell);
    Inference inference = new Inference(model, 7);
    for (int i = 0; i < LENGTH; i++) {
      int[] units = new int[7];
      for (int stream = 0; stream < 7; stream++) {
        units[stream] = text(stream)[i];
      }
      inference.advance(units);
    }
    for (int stream = 0; stream < 7; stream++) {
      assertThat(logits(inference, stream)).isEqualTo(oneByOne(model, text(stream)));
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aCopiedStateGoesOnAlike(CellType cell) {
    LanguageModel model = model(cell);
    Inference inference = new Inference(model, 2);
    for (char unit : text(1)) {
      inference.advance(new int[] {unit, 3});
    }
    inference.copyState(inference, 0, 1);
    inference.advance(new int[] {9, 9});
    assertThat(logits(inference, 1)).isEqualTo(logits(inference, 0));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aResetStreamForgetsAllItHasRead(CellType cell) {
    LanguageModel model = model(cell);
    Inference inference = new Inference(model, 2);
    for (char unit : text(1)) {
      inference.advance(new int[] {unit, unit});
    }
    inference.reset(1);
    inference.advance(new int[] {4, 4});
    assertThat(logits(inference, 1)).isEqualTo(oneByOne(model, new char[] {4}));
    assertThat(logits(inference, 0)).isNotEqualTo(logits(inference, 1));
  }

  @Test
  void onlyASingleStreamReadsManyAtATime() {
    Inference inference = new Inference(model(CellType.RNN), 2);
    assertThatThrownBy(() -> inference.read(text(1), 0, 3))
        .isInstanceOf(IllegalStateException.class);
  }
}
