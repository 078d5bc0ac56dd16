package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContextLossTest {
  private static final int VOCABULARY = 7;
  private static final int LONGEST = 12;

  private static LanguageModel model(CellType cell) {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(cell, VOCABULARY, 18, 2, true));
    model.initialize(5);
    return model;
  }

  private static Corpus text(int length) {
    RandomStream random = new RandomStream(9);
    char[] ids = new char[length];
    for (int i = 0; i < length; i++) {
      ids[i] = (char) random.nextInt(VOCABULARY);
    }
    Vocabulary vocabulary =
        Vocabulary.of(Units.CODEPOINT, IntStream.range('a', 'a' + VOCABULARY).toArray());
    return Corpus.of(vocabulary, ids, length);
  }

  /** The loss of the unit at a position after so many others, read in one stream. */
  private static double nats(LanguageModel model, Corpus text, int position, int context) {
    Inference inference = new Inference(model, 1);
    inference.read(text.ids(), position - context, position);
    double sum = 0;
    for (int unit = 0; unit < VOCABULARY; unit++) {
      sum += Math.exp(inference.logits()[inference.logitsOffset(0) + unit]);
    }
    return Math.log(sum) - inference.logits()[inference.logitsOffset(0) + text.ids()[position]];
  }

  /** A text so short that every position is looked at. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void theExcessIsThatOfReadingOnlySoManyUnits(CellType cell) {
    LanguageModel model = model(cell);
    Corpus text = text(100);
    ContextLoss loss = new ContextLoss(model, text, LONGEST, 100);
    for (int context : new int[] {1, 5, LONGEST}) {
      double whole = 0;
      double excess = 0;
      for (int position = 1; position < text.length(); position++) {
        double full = nats(model, text, position, position);
        whole += full;
        excess += position < LONGEST ? 0 : nats(model, text, position, context) - full;
      }
      assertThat(loss.natsPerCharacter(context))
          .isCloseTo(
              whole / (text.length() - 1) + excess / (text.length() - LONGEST), within(1e-6));
    }
  }

  @Test
  void contextDoesNotMatterToAModelWithoutMemory() {
    LanguageModel model = model(CellType.RNN);
    for (NamedTensor tensor : model.tensors()) {
      if (tensor.name().contains("weight_hh")) {
        float[] weights = new float[tensor.size()];
        tensor.read(model.parameters().values(), weights);
        for (int i = 0; i < weights.length; i++) {
          weights[i] = -weights[i];
        }
        tensor.add(weights, model.parameters().values());
      }
    }
    ContextLoss loss = new ContextLoss(model, text(3000), LONGEST, 200);
    assertThat(loss.natsPerCharacter(1)).isCloseTo(loss.natsPerCharacter(LONGEST), within(1e-6));
  }

  @Test
  void aTextWithoutSoMuchContextIsRefused() {
    assertThatThrownBy(() -> new ContextLoss(model(CellType.GRU), text(LONGEST), LONGEST, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
