package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The losses of a stream are those that training computes, however it is cut and shared out. */
class StreamLossTest {
  private static final int VOCABULARY = 21;
  private static final int LENGTH = 300;
  private static final int RESET_UNIT = 11;

  private static LanguageModel model(CellType cell, int layers) {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(cell, VOCABULARY, 18, layers, layers > 1));
    model.initialize(5);
    return model;
  }

  private static char[] text() {
    RandomStream random = new RandomStream(1);
    char[] text = new char[LENGTH + 1];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) random.nextInt(VOCABULARY);
    }
    return text;
  }

  private static double[] whileTraining(LanguageModel model, char[] text) {
    try (Team team = new Team(1)) {
      FixedWindow window = new FixedWindow(LENGTH);
      for (int t = 0; t < LENGTH; t++) {
        window.inputs[t] = text[t];
        window.targets[t] = text[t + 1];
        window.resets[t] = text[t] == RESET_UNIT;
      }
      LanguageModelStep step =
          new LanguageModelStep(model, window, LENGTH, 1, Regularization.NONE, 0, team);
      step.load(1);
      team.run(step::backpropagate);
      return step.nats().clone();
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void lossesAreThoseOfTraining(CellType cell) {
    LanguageModel model = model(cell, 3);
    double[] losses = new double[LENGTH];
    try (Team team = new Team(2)) {
      new StreamLoss(model, team).read(text(), LENGTH, RESET_UNIT, losses);
    }
    assertThat(losses).isEqualTo(whileTraining(model, text()));
  }

  @ParameterizedTest
  @CsvSource({"1,1,300", "1,2,64", "2,3,65", "3,2,1", "3,4,63", "4,1,129"})
  void piecesAndThreadsDoNotShow(int layers, int threads, int piece) {
    LanguageModel model = model(CellType.LSTM, layers);
    double[] expected = whileTraining(model, text());
    double[] losses = new double[LENGTH];
    try (Team team = new Team(threads)) {
      StreamLoss stream = new StreamLoss(model, team);
      stream.read(text(), 100, RESET_UNIT, losses);
      stream.reset();
      for (int from = 0; from < LENGTH; from += piece) {
        int count = Math.min(piece, LENGTH - from);
        double[] part = new double[count];
        stream.read(Arrays.copyOfRange(text(), from, from + count + 1), count, RESET_UNIT, part);
        System.arraycopy(part, 0, losses, from, count);
      }
    }
    assertThat(losses).isEqualTo(expected);
  }
}
