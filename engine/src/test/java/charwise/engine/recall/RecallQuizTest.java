package charwise.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.task.language.Inference;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.NetworkKind;
import charwise.engine.task.language.PlanRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecallQuizTest {
  private static final long SEED = 12;
  private static final int LAG = 90;

  private final RecallItems items = new LetterItems();

  /** One item at a time, by the definition. */
  private double oneByOne(LanguageModel model, int questions) {
    int right = 0;
    for (int number = 0; number < questions; number++) {
      RecallItems.Item item = items.item(SEED, number, LAG);
      Inference inference = new Inference(model, 1);
      char[] before = new char[item.answer() + 1];
      before[0] = (char) items.vocabulary().id('\n');
      System.arraycopy(item.text().ids(), 0, before, 1, item.answer());
      inference.read(before, 0, before.length);
      int best = 0;
      for (int unit = 1; unit < items.vocabulary().size(); unit++) {
        if (inference.logits()[inference.logitsOffset(0) + unit]
            > inference.logits()[inference.logitsOffset(0) + best]) {
          best = unit;
        }
      }
      right += best == item.text().ids()[item.answer()] ? 1 : 0;
    }
    return (double) right / questions;
  }

  static List<NetworkConfig> networks() {
    return NetworkKind.all().stream()
        .map(
            kind ->
                new PlanRequest.Shape(kind.type(), kind.cell(), 20, 1, false, Map.of(), null, null)
                    .withContext(7)
                    .config())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void askingManyAtOnceIsAskingOneAfterTheOther(NetworkConfig network) {
    for (long seed = 0; seed < 4; seed++) {
      LanguageModel model =
          new LanguageModel(new LanguageModelConfig(network, items.vocabulary().size(), 0));
      model.initialize(seed);
      assertThat(new RecallQuiz(model, items, SEED).shareRight(LAG, 70))
          .isEqualTo(oneByOne(model, 70));
    }
  }

  /** A model without weights finds all units equally likely, and takes the first: a line feed. */
  @Test
  void aModelThatKnowsNothingIsNeverRight() {
    LanguageModel model =
        new LanguageModel(
            new LanguageModelConfig(CellType.GRU, items.vocabulary().size(), 8, 1, false));
    assertThat(new RecallQuiz(model, items, SEED).shareRight(LAG, 40)).isZero();
  }
}
