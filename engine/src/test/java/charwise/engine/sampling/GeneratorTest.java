package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.Units;
import charwise.engine.text.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
  private static final Vocabulary ABC =
      Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b', 'c'});
  private static final SamplingSettings GREEDY = SamplingSettings.DEFAULT.withGreedy(true);
  private static final SamplingSettings PLAIN = SamplingSettings.DEFAULT.withTemperature(1);

  /** After a comes b, after b c, after c a; after a line feed c, after nothing b. */
  private static final double[][] CYCLE = {
    {0.1, 0.1, 0.1, 0.7}, // \n
    {0.1, 0.1, 0.7, 0.1}, // a
    {0.1, 0.1, 0.1, 0.7}, // b
    {0.1, 0.7, 0.1, 0.1}, // c
    {0.1, 0.1, 0.7, 0.1} // nothing
  };

  private final List<StringBuilder> streamed = new ArrayList<>();

  @Test
  void continuesThePromptWithoutRepeatingIt() throws IOException {
    GeneratedText text = generate(request("ab", 7, GREEDY));

    assertThat(string(text)).isEqualTo("cabcabc");
    assertThat(text.index()).isZero();
    assertThat(text.stopReason()).isEqualTo(StopReason.LENGTH);
    assertThat(streamed).hasSize(1).first().hasToString("cabcabc");
  }

  @Test
  void readsAnEmptyPromptAsALineFeed() throws IOException {
    assertThat(string(generate(request("", 3, GREEDY)))).isEqualTo("cab");
  }

  @ParameterizedTest
  @CsvSource({"32 97, ' '", "97 98, a"})
  void readsAnEmptyPromptAsASpaceOrTheFirstUnitWhereThereIsNoLineFeed(String units, String first)
      throws IOException {
    Vocabulary vocabulary =
        Vocabulary.of(
            Units.CODEPOINT, Arrays.stream(units.split(" ")).mapToInt(Integer::parseInt).toArray());
    double[][] repeat = {{0.9, 0.1}, {0.1, 0.9}, {0.1, 0.9}};
    var generator = new Generator(TablePredictor.markov(repeat), vocabulary, Items.NONE);
    Corpus empty = Corpus.builder(vocabulary).build();

    List<GeneratedText> texts =
        generator.generate(
            new GenerationRequest(empty, 1, List.of(), 1, GREEDY, 1), (text, id) -> {});

    assertThat(string(texts.getFirst())).isEqualTo(first);
  }

  @Test
  void generatesNothingWhereNothingIsAskedFor() throws IOException {
    GeneratedText text = generate(request("a", 0, PLAIN));

    assertThat(text.text().length()).isZero();
    assertThat(text.stopReason()).isEqualTo(StopReason.LENGTH);
    assertThat(text.natsPerCharacter()).isNaN();
    assertThat(streamed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ca, b", // the first of the stop
    "bca, ''",
    "bcb, bcabcabcab", // never comes up; its beginning is handed on at last
    "cab ab, b", // both complete at once: the one that begins first
    "ab cab, b",
    "bcabc ca, b", // the one that is complete first
    "bcab a, bc",
    "zzz, bcabcabcab"
  })
  void endsBeforeAStopString(String stops, String expected) throws IOException {
    var request =
        new GenerationRequest(
            corpus("a"), 10, Arrays.asList(stops.split(" ")), 1, GREEDY, 1);

    GeneratedText text = generate(request);

    assertThat(string(text)).isEqualTo(expected);
    assertThat(text.stopReason())
        .isEqualTo(expected.length() == 10 ? StopReason.LENGTH : StopReason.STOP);
    assertThat(String.join("", streamed)).isEqualTo(expected);
  }

  @Test
  void holdsBackNoMoreThanMayBelongToAStopString() throws IOException {
    List<String> seen = new ArrayList<>();
    StringBuilder handedOn = new StringBuilder();
    var inProgress = new TextInProgress(
        0,
        6,
        new Sampler(GREEDY, 4, new RandomStream(1)),
        new StopStrings(List.of("abb"), ABC).search(),
        (text, id) -> handedOn.appendCodePoint(ABC.unit(id)));
    var distribution = new Distribution(4);
    for (int id : new int[] {2, 3, 1, 2, 3, 1}) {
      float[] logits = new float[4];
      logits[id] = 1;
      distribution.load(logits, 0);
      assertThat(inProgress.sample(logits, 0, distribution)).isEqualTo(id);
      seen.add(handedOn.toString());
    }

    assertThat(seen).containsExactly("b", "bc", "bc", "bc", "bcabc", "bcabca");
  }

  @Test
  void aTextIsTheSameAloneAndAmongOthers() throws IOException {
    List<GeneratedText> many = generateAll(request("a", 30, PLAIN, 40));
    List<GeneratedText> few = generateAll(request("a", 30, PLAIN, 3));

    assertThat(many).extracting(GeneratedText::index).containsExactlyElementsOf(range(40));
    assertThat(strings(many).subList(0, 3)).isEqualTo(strings(few));
    assertThat(strings(many)).doesNotHaveDuplicates();
  }

  @Test
  void textsThatEndEarlyLeaveTheOthersUndisturbed() throws IOException {
    List<GeneratedText> whole = generateAll(request("a", 60, PLAIN, 25));
    streamed.clear();
    var request =
        new GenerationRequest(corpus("a"), 60, List.of("aa", "bb", "\n\n"), 25, PLAIN, 1);
    List<GeneratedText> cut = generateAll(request);

    for (int i = 0; i < 25; i++) {
      String text = string(whole.get(i));
      int end =
          request.stops().stream()
              .mapToInt(text::indexOf)
              .filter(at -> at >= 0)
              .min()
              .orElse(text.length());
      assertThat(string(cut.get(i))).isEqualTo(text.substring(0, end));
      assertThat(streamed.get(i)).hasToString(text.substring(0, end));
    }
    assertThat(cut).extracting(GeneratedText::stopReason).contains(StopReason.STOP);
  }

  @Test
  void theSeedDecidesTheText() throws IOException {
    var other = new GenerationRequest(corpus("a"), 40, List.of(), 1, PLAIN, 2);

    String text = string(generate(request("a", 40, PLAIN)));
    assertThat(string(generate(request("a", 40, PLAIN)))).isEqualTo(text);
    assertThat(string(generate(other))).isNotEqualTo(text);
  }

  @Test
  void measuresTheSurpriseOfTheTextUnderThePlainModel() throws IOException {
    SamplingSettings sharp = SamplingSettings.DEFAULT.withTemperature(0.5).withTopK(3);

    GeneratedText text = generate(request("a", 200, sharp));

    double nats = 0;
    int last = 1;
    for (int i = 0; i < text.text().length(); i++) {
      int id = text.text().ids()[i];
      nats -= StrictMath.log(CYCLE[last][id]);
      last = id;
    }
    assertThat(text.natsPerCharacter()).isEqualTo(nats / 200, within(1e-5));
  }

  @Test
  void measuresOnlyTheTextBeforeTheStop() throws IOException {
    var request = new GenerationRequest(corpus("a"), 10, List.of("ca"), 1, GREEDY, 1);

    assertThat(generate(request).natsPerCharacter())
        .isEqualTo(-StrictMath.log(0.7), within(1e-6));
  }

  @Test
  void theRepetitionPenaltySeesThePrompt() throws IOException {
    SamplingSettings settings = GREEDY.withRepeatPenalty(100);

    assertThat(string(generate(request("ab", 1, settings)))).isEqualTo("c");
    assertThat(string(generate(request("cab", 1, settings)))).isEqualTo("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "LINE, bc|c, bc|abc|a", // the item of the prompt goes on, and each item starts afresh
    "LINE, '', abc|abc|",
    "LINE, bc|, abc|abc|",
    "LINE, b, bc|abc|",
    "NONE, c, abc|ccc",
    "NONE, '', abc|ccc",
    "NONE, c|, bc|ccc"
  })
  void startsEachItemAfresh(Items items, String prompt, String expected) throws IOException {
    // After one unit a, then b, c, a line feed, and from then on c.
    var predictor = TablePredictor.script(4, 3, 1, 2, 3, 0, 3);
    var generator = new Generator(predictor, ABC, items);
    Corpus beginning = corpus(prompt.replace('|', '\n'));

    List<GeneratedText> texts =
        generator.generate(
            new GenerationRequest(beginning, expected.length(), List.of(), 1, GREEDY, 1),
            (text, id) -> {});

    assertThat(string(texts.getFirst()).replace('\n', '|')).isEqualTo(expected);
  }

  @Test
  void endsWhenToldToAndIsReadyForMore() throws IOException {
    var generator = generator();
    StringBuilder handedOn = new StringBuilder();

    List<GeneratedText> texts =
        generator.generate(
            request("a", 1000, GREEDY, 100),
            (text, id) -> {
              handedOn.append(text).append(' ');
            },
            () -> handedOn.length() > 200);

    assertThat(texts).hasSizeLessThan(100).isNotEmpty();
    assertThat(texts)
        .allSatisfy(
            text -> {
              assertThat(text.stopReason()).isEqualTo(StopReason.INTERRUPTED);
              assertThat(text.text().length()).isBetween(1, 200);
            });
    assertThat(generator.generate(request("a", 5, GREEDY), (text, id) -> {}).getFirst())
        .satisfies(text -> assertThat(text.text().length()).isEqualTo(5));
  }

  @Test
  void handsOnWhatWasHeldBackWhenToldToEnd() throws IOException {
    var generator = generator();
    StringBuilder handedOn = new StringBuilder();

    List<GeneratedText> texts =
        generator.generate(
            new GenerationRequest(corpus("a"), 100, List.of("abcabb"), 1, GREEDY, 1),
            (text, id) -> {
              handedOn.appendCodePoint(ABC.unit(id));
            },
            () -> !handedOn.isEmpty());

    assertThat(handedOn).hasToString(string(texts.getFirst()));
  }

  @Test
  void tellsWhichStopStringEndedIt() throws IOException {
    var stops = new GenerationRequest(corpus("a"), 10, List.of("ca", "bb"), 1, GREEDY, 1);

    assertThat(string(generate(stops).stop())).isEqualTo("ca");
    assertThat(generate(request("a", 10, GREEDY)).stop().length()).isZero();
  }

  @Test
  void goesOnAsIfItHadNeverEnded() throws IOException {
    var generator = generator();
    var beginning = new GenerationRequest(corpus("a"), 90, List.of(), 1, PLAIN, 5);
    String whole = string(generator.generate(beginning, (text, id) -> {}).getFirst());

    for (int cut : new int[] {0, 1, 40, 89}) {
      Corpus prompt = corpus("a" + whole.substring(0, cut));
      var rest = new GenerationRequest(prompt, 90 - cut, List.of(), 1, PLAIN, 5, cut);
      assertThat(string(generator.generate(rest, (text, id) -> {}).getFirst()))
          .isEqualTo(whole.substring(cut));
    }
  }

  @Test
  void readsOnlyWhatIsNewInAPromptThatGoesOn() throws IOException {
    var predictor = TablePredictor.markov(CYCLE);
    var generator = new Generator(predictor, ABC, Items.NONE);
    generator.next(corpus("abcab"));
    generator.next(corpus("abcabca"));
    assertThat(predictor.unitsRead()).isEqualTo(7);

    assertThat(generator.next(corpus("abcabca")))
        .isEqualTo(generator().next(corpus("abcabca")));
    assertThat(predictor.unitsRead()).isEqualTo(7);

    assertThat(generator.next(corpus("ba"))).isEqualTo(generator().next(corpus("ba")));
    assertThat(predictor.unitsRead()).isEqualTo(9);
  }

  @Test
  void theSinkMayLearnHowSurprisingEachUnitIs() throws IOException {
    List<Double> nats = new ArrayList<>();
    UnitSink sink =
        new UnitSink() {
          @Override
          public void accept(int text, int id) {
            throw new AssertionError("only the longer form is called");
          }

          @Override
          public void accept(int text, int id, double surprise) {
            nats.add(surprise);
          }
        };

    GeneratedText text = generator().generate(request("a", 20, PLAIN), sink).getFirst();

    double[] read = generator().surprise(corpus("a" + string(text)));
    assertThat(read).hasSize(21).startsWith(Double.NaN);
    assertThat(nats)
        .hasSize(20)
        .isEqualTo(Arrays.stream(read).skip(1).boxed().toList())
        .anySatisfy(n -> assertThat(n).isEqualTo(-StrictMath.log(0.7), within(1e-6)));
    assertThat(nats.stream().mapToDouble(n -> n).sum() / 20)
        .isEqualTo(text.natsPerCharacter(), within(1e-12));
  }

  @Test
  void whereLinesAreItemsTheFirstUnitIsForeseenToo() {
    var generator = new Generator(TablePredictor.markov(CYCLE), ABC, Items.LINE);

    double[] nats = generator.surprise(corpus("c\nc"));

    assertThat(nats[0]).isEqualTo(-StrictMath.log(0.7), within(1e-6));
    assertThat(nats[2]).isEqualTo(nats[0]);
  }

  @Test
  void passesOnTheFailureOfTheSink() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                generator()
                    .generate(
                        request("a", 5, GREEDY),
                        (text, id) -> {
                          throw new IOException("broken pipe");
                        }))
        .withMessage("broken pipe");
  }

  @Test
  void tellsWhatComesNext() throws IOException {
    List<UnitProbability> next = generator().next(corpus("ab"));

    assertThat(next).extracting(UnitProbability::id).containsExactly(3, 0, 1, 2);
    assertThat(next.getFirst().probability()).isEqualTo(0.7, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void refusesANegativeLength(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("a", length, GREEDY))
        .withMessage("length must be 0 or more, not " + length);
  }

  @Test
  void refusesNegativeDraws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationRequest(corpus("a"), 1, List.of(), 1, PLAIN, 1, -1))
        .withMessage("drawn must be 0 or more, not -1");
  }

  @Test
  void refusesNoTextsAndEmptyStops() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("a", 1, GREEDY, 0))
        .withMessage("count must be 1 or more, not 0");
    var empty = new GenerationRequest(corpus("a"), 1, List.of(""), 1, GREEDY, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> generate(empty))
        .withMessageContaining("stop string");
  }

  @Test
  void refusesAPredictorOfAnotherShape() {
    Predictor two = TablePredictor.markov(CYCLE).select(0, 0);
    Vocabulary other = Vocabulary.of(Units.CODEPOINT, new int[] {'a'});

    assertThatIllegalArgumentException().isThrownBy(() -> new Generator(two, ABC, Items.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Generator(TablePredictor.markov(CYCLE), other, Items.NONE));
  }

  private static Generator generator() {
    return new Generator(TablePredictor.markov(CYCLE), ABC, Items.NONE);
  }

  private GeneratedText generate(GenerationRequest request) throws IOException {
    return generateAll(request).getFirst();
  }

  private List<GeneratedText> generateAll(GenerationRequest request) throws IOException {
    return generator()
        .generate(
            request,
            (text, id) -> {
              while (streamed.size() <= text) {
                streamed.add(new StringBuilder());
              }
              streamed.get(text).appendCodePoint(ABC.unit(id));
            });
  }

  private static GenerationRequest request(String prompt, int length, SamplingSettings settings) {
    return request(prompt, length, settings, 1);
  }

  private static GenerationRequest request(
      String prompt, int length, SamplingSettings settings, int count) {
    return new GenerationRequest(corpus(prompt), length, List.of(), count, settings, 1);
  }

  private static Corpus corpus(String text) {
    try {
      return Corpus.builder(ABC)
          .add("prompt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
          .build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String string(GeneratedText text) {
    return string(text.text());
  }

  private static String string(Corpus text) {
    return new String(text.bytes(), StandardCharsets.UTF_8);
  }

  private static List<String> strings(List<GeneratedText> texts) {
    return texts.stream().map(GeneratorTest::string).toList();
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
