package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.StreamLoss;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelPredictorTest {
  private static final Vocabulary LETTERS =
      Vocabulary.of(Units.CODEPOINT, IntStream.range('a', 'a' + 70).toArray());
  private static final SamplingSettings PLAIN = SamplingSettings.DEFAULT.withTemperature(1);

  @ParameterizedTest
  @EnumSource(CellType.class)
  void manyStreamsPredictWhatOneDoes(CellType cell) {
    LanguageModel model = model(cell);
    char[] ids = {5, 60, 7, 0, 33};
    ModelPredictor one = new ModelPredictor(model, 1);
    one.read(ids, 0, 5);
    ModelPredictor many = new ModelPredictor(model, 3);
    for (char id : ids) {
      many.advance(new int[] {1, id, 2});
    }

    assertThat(logits(many, 1)).containsExactly(logits(one, 0));
    assertThat(logits(many, 0)).isNotEqualTo(logits(one, 0));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void selectedStreamsGoOnByThemselves(CellType cell) {
    ModelPredictor three = new ModelPredictor(model(cell), 3);
    three.advance(new int[] {1, 2, 3});
    float[] second = logits(three, 1);

    ModelPredictor selected = three.select(1, 0, 1, 1);
    assertThat(selected.streams()).isEqualTo(4);
    assertThat(logits(selected, 0)).containsExactly(second);
    assertThat(logits(selected, 1)).containsExactly(logits(three, 0));

    selected.advance(new int[] {4, 4, 4, 5});
    assertThat(logits(three, 1)).containsExactly(second);
    three.advance(new int[] {4, 4, 4});
    assertThat(logits(selected, 0)).containsExactly(logits(three, 1));
    assertThat(logits(selected, 1)).containsExactly(logits(three, 0));
    assertThat(logits(selected, 3)).isNotEqualTo(logits(three, 1));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void copiedStreamsGoOnAsTheOriginal(CellType cell) {
    ModelPredictor two = new ModelPredictor(model(cell), 2);
    two.advance(new int[] {1, 2});
    two.copyState(two, 0, 1);

    assertThat(logits(two, 1)).containsExactly(logits(two, 0));
    two.advance(new int[] {3, 3});
    assertThat(logits(two, 1)).containsExactly(logits(two, 0));
  }

  @Test
  void aResetStreamStartsAfresh() {
    ModelPredictor two = new ModelPredictor(model(CellType.LSTM), 2);
    two.advance(new int[] {1, 1});
    float[] fresh = logits(two, 0);
    two.reset(1);
    two.advance(new int[] {1, 1});

    assertThat(logits(two, 1)).containsExactly(fresh);
    assertThat(logits(two, 0)).isNotEqualTo(fresh);
  }

  @Test
  void readingNothingChangesNothing() {
    ModelPredictor one = new ModelPredictor(model(CellType.GRU), 1);
    one.read(new char[] {3}, 0, 1);
    float[] before = logits(one, 0);
    one.read(new char[] {4}, 1, 1);

    assertThat(logits(one, 0)).containsExactly(before);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aTextIsTheSameAloneAndAmongOthersAndScoresWhatItSays(CellType cell) throws IOException {
    LanguageModel model = model(cell);
    Corpus prompt = Corpus.of(LETTERS, new char[] {1, 2, 3}, 3);
    List<Continuation> many = generate(model, prompt, 20);
    List<Continuation> one = generate(model, prompt, 1);

    assertThat(many.getFirst().text().ids()).containsExactly(one.getFirst().text().ids());
    for (Continuation text : List.of(many.get(0), many.get(17))) {
      char[] whole = new char[3 + 80];
      System.arraycopy(prompt.ids(), 0, whole, 0, 3);
      System.arraycopy(text.text().ids(), 0, whole, 3, 80);
      double[] nats = new double[82];
      try (Team team = new Team(1)) {
        new StreamLoss(model, team).read(whole, 82, -1, nats);
      }

      assertThat(text.natsPerCharacter())
          .isEqualTo(Arrays.stream(nats, 2, 82).sum() / 80, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void aBeamFindsMoreProbableTextThanGreedyChoice(CellType cell) {
    LanguageModel model = model(cell);
    Corpus prompt = Corpus.of(LETTERS, new char[] {1, 2, 3}, 3);
    var search = new BeamSearch(new ModelPredictor(model, 1), LETTERS, Items.NONE);

    Continuation greedy = search.search(prompt, 20, List.of(), 1);
    Continuation wide = search.search(prompt, 20, List.of(), 8);

    assertThat(wide.natsPerCharacter()).isLessThanOrEqualTo(greedy.natsPerCharacter());
    assertThat(search.search(prompt, 20, List.of(), 8).text().ids())
        .containsExactly(wide.text().ids());
  }

  private static List<Continuation> generate(LanguageModel model, Corpus prompt, int count)
      throws IOException {
    var generator = new Generator(new ModelPredictor(model, 1), LETTERS, Items.NONE);
    return generator.generate(
        new GenerationRequest(prompt, 80, List.of(), count, PLAIN, 42), (text, id) -> {});
  }

  /** A model with large weights, so that its predictions differ. */
  private static LanguageModel model(CellType cell) {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(cell, LETTERS.size(), 21, 2, true));
    model.initialize(3);
    float[] weights = model.parameters().values();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= 3;
    }
    return model;
  }

  private static float[] logits(UnitPredictor predictor, int stream) {
    int offset = predictor.logitsOffset(stream);
    return Arrays.copyOfRange(predictor.logits(), offset, offset + predictor.vocabularySize());
  }
}
