package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.search.Constraint;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many texts at once are what each of them is alone. */
class GenerationTest {
  private static final Vocabulary ABC =
      Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b', 'c'});
  private static final SamplingSettings PLAIN = SamplingSettings.DEFAULT.withTemperature(1);

  private static final double[][] ODDS = {
    {0.1, 0.2, 0.3, 0.4}, // after a line feed
    {0.2, 0.2, 0.5, 0.1}, // a
    {0.1, 0.3, 0.2, 0.4}, // b
    {0.2, 0.5, 0.2, 0.1}, // c
    {0.1, 0.1, 0.4, 0.4} // nothing
  };

  /** Words of ab, once or more often. */
  private static final Constraint AB =
      new Constraint() {
        @Override
        public int start() {
          return 0;
        }

        @Override
        public int next(int state, int id, int left) {
          return id == ABC.id(state == 1 ? 'b' : 'a') && left >= 1 - state % 2
              ? (state == 1 ? 2 : 1)
              : -1;
        }

        @Override
        public boolean isComplete(int state) {
          return state == 2;
        }
      };

  private static UnitPredictor predictor() {
    return TablePredictor.markov(ODDS);
  }

  private static LanguageModel model() {
    LanguageModel model =
        new LanguageModel(new LanguageModelConfig(CellType.LSTM, ABC.size(), 20, 2, true));
    model.initialize(3);
    return model;
  }

  private static Corpus corpus(String text) {
    try {
      return Corpus.builder(ABC)
          .add("prompt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenerationRequest request(String prompt, int length, int count) {
    return new GenerationRequest(
        corpus(prompt), length, List.of("aa", "cb\n"), count, PLAIN.withRepeatPenalty(1.1), 7);
  }

  private static GenerationRequest constrained(int length, int count) {
    return new GenerationRequest(corpus("c"), length, List.of(), count, PLAIN, 7, 0, 0, AB);
  }

  private static List<String> strings(List<Continuation> texts) {
    return texts.stream()
        .map(text -> new String(text.text().bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> alone(
      UnitPredictor predictor, Items items, List<GenerationRequest> requests) throws IOException {
    var generator = new Generator(predictor, ABC, items);
    List<String> texts = new ArrayList<>();
    for (GenerationRequest r : requests) {
      for (int i = 0; i < r.count(); i++) {
        var one =
            new GenerationRequest(
                r.prompt(), r.length(), r.stops(), 1, r.settings(), r.seed(), 0, i, null);
        texts.addAll(strings(generator.generate(one, (text, id) -> {})));
      }
    }
    return texts;
  }

  private static List<String> together(
      UnitPredictor predictor, Items items, int threads, List<GenerationRequest> requests)
      throws IOException {
    try (Team team = new Team(threads)) {
      var generator = new Generator(predictor, ABC, items, team);
      return strings(generator.generate(requests, (text, id) -> {}, () -> false));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void manyTextsOfOnePromptAreThoseWrittenAlone(int threads) throws IOException {
    List<GenerationRequest> requests = List.of(request("ab", 40, 100));
    assertThat(together(predictor(), Items.NONE, threads, requests))
        .isEqualTo(alone(predictor(), Items.NONE, requests))
        .hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(Items.class)
  void manyPromptsAreReadAndContinuedAsEachIsAlone(Items items) throws IOException {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      requests.add(request("abc\nca".repeat(i % 7).substring(0, i % 7 * 5), 3 * i, i % 3 + 1));
    }
    List<String> expected = alone(new ModelPredictor(model(), 1), items, requests);
    for (int threads : new int[] {1, 3}) {
      assertThat(together(new ModelPredictor(model(), 1), items, threads, requests))
          .isEqualTo(expected);
    }
  }

  @Test
  void aTextIsTheSameWhereverCountingBegins() throws IOException {
    List<String> all = strings(generate(request("a", 30, 9)));
    var last =
        new GenerationRequest(
            corpus("a"), 30, List.of("aa", "cb\n"), 2, PLAIN.withRepeatPenalty(1.1), 7, 0, 7, null);
    assertThat(strings(generate(last))).isEqualTo(all.subList(7, 9));
  }

  private static List<Continuation> generate(GenerationRequest request) throws IOException {
    return new Generator(predictor(), ABC, Items.NONE).generate(request, (text, id) -> {});
  }

  /** Notes units and ends, and that nothing follows an end. */
  private static final class Notes implements UnitSink {
    private final StringBuilder[] units = new StringBuilder[60];
    private final List<Integer> ended = new ArrayList<>();

    @Override
    public void accept(int text, int id) {
      assertThat(ended).doesNotContain(text);
      if (units[text] == null) {
        units[text] = new StringBuilder();
      }
      units[text].appendCodePoint(ABC.unit(id));
    }

    @Override
    public void end(Continuation text) {
      String written = units[text.index()] == null ? "" : units[text.index()].toString();
      assertThat(strings(List.of(text))).containsExactly(written);
      ended.add(text.index());
    }
  }

  @Test
  void theSinkLearnsOfEachEndAsSoonAsItComes() throws IOException {
    Notes notes = new Notes();
    try (Team team = new Team(2)) {
      var generator = new Generator(predictor(), ABC, Items.NONE, team);
      generator.generate(List.of(request("b", 50, 60)), notes, () -> false);
    }
    assertThat(notes.ended)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 60).boxed().toList())
        .isNotEqualTo(notes.ended.stream().sorted().toList());
  }

  @Test
  void textsOfNoLengthEndToo() throws IOException {
    Notes notes = new Notes();
    new Generator(predictor(), ABC, Items.NONE).generate(request("b", 0, 3), notes);
    assertThat(notes.ended).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatTheSinkThrowsEndsAllThreads(int threads) {
    try (Team team = new Team(threads)) {
      var generator = new Generator(predictor(), ABC, Items.NONE, team);
      for (Exception thrown : List.of(new IOException("a"), new IllegalStateException("b"))) {
        UnitSink failing =
            (text, id) -> {
              if (thrown instanceof IOException e) {
                throw e;
              }
              throw (RuntimeException) thrown;
            };
        assertThatThrownBy(
                () -> generator.generate(List.of(request("a", 9, 50)), failing, () -> false))
            .isSameAs(thrown);
      }
    }
  }

  @Test
  void aConstrainedTextIsOneThatIsAllowed() throws IOException {
    List<Continuation> texts = generate(constrained(7, 50));
    assertThat(strings(texts))
        .allMatch(text -> text.matches("(ab){1,3}"))
        .contains("ab", "abab", "ababab");
    assertThat(texts).extracting(Continuation::stopReason).containsOnly(StopReason.MATCH);
  }

  @Test
  void aConstrainedTextEndsWhereTheModelWantsSomethingElse() throws IOException {
    // After b the model wants a with a probability of 0.3, and else something that ends the word.
    List<String> words = strings(generate(constrained(100, 3000)));
    double once = words.stream().filter("ab"::equals).count() / 3000.0;
    assertThat(once).isBetween(0.67, 0.73);
  }

  @Test
  void aConstraintThatAllowsNoMoreThanTheEmptyTextEndsItAtOnce() throws IOException {
    Constraint nothing =
        new Constraint() {
          @Override
          public int start() {
            return 0;
          }

          @Override
          public int next(int state, int id, int left) {
            return -1;
          }

          @Override
          public boolean isComplete(int state) {
            return true;
          }
        };
    var request = new GenerationRequest(corpus(""), 5, List.of(), 2, PLAIN, 7, 0, 0, nothing);
    assertThat(generate(request))
        .hasSize(2)
        .allMatch(text -> text.text().length() == 0 && text.stopReason() == StopReason.MATCH);
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationRequest(corpus(""), 1, List.of(), 1, PLAIN, 1, 0, -1, null))
        .withMessage("first must be 0 or more, not -1");
  }
}
