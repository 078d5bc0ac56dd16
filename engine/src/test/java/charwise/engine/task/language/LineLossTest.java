package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines read side by side cost what they cost in one stream, to the bit. */
class LineLossTest {
  private static final int VOCABULARY = 37;
  private static final int LINE_FEED = 5;

  /** Lines of no to 60 units, the last one cut off. */
  private static char[] text(int length) {
    RandomStream random = new RandomStream(length);
    char[] text = new char[length + 1];
    int left = 0;
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) (left == 0 ? LINE_FEED : 6 + random.nextInt(VOCABULARY - 6));
      left = left == 0 ? random.nextInt(61) : left - 1;
    }
    return text;
  }

  private static LanguageModel model(CellType cell, int layers) {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(cell, VOCABULARY, 20, layers, layers > 1));
    model.initialize(9);
    return model;
  }

  private static double[] inOneStream(LanguageModel model, char[] text) {
    double[] losses = new double[text.length - 1];
    try (Team team = new Team(1)) {
      new StreamLoss(model, team).read(text, losses.length, LINE_FEED, losses);
    }
    return losses;
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void lossesAreThoseOfOneStream(CellType cell) {
    LanguageModel model = model(cell, 2);
    char[] text = text(5000);
    double[] losses = new double[5000];
    try (Team team = new Team(2)) {
      new LineLoss(model, team).read(text, 0, 5000, LINE_FEED, losses);
    }
    assertThat(losses).isEqualTo(inOneStream(model, text));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "3,40", "7,300", "2,3000"})
  void neitherThreadsNorWhatIsReadBesideShow(int threads, int length) {
    LanguageModel model = model(CellType.LSTM, 3);
    char[] text = text(length);
    double[] losses = new double[length];
    try (Team team = new Team(threads)) {
      LineLoss lines = new LineLoss(model, team);
      lines.read(text(2000), 0, 2000, LINE_FEED, new double[2000]);
      int from = 0;
      for (int i = 1; i <= length; i++) {
        if (i == length || (text[i] == LINE_FEED && i % 3 == 0)) {
          lines.read(text, from, i, LINE_FEED, losses);
          from = i;
        }
      }
    }
    assertThat(losses).isEqualTo(inOneStream(model, text));
  }
}
