package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest extends CycleGeneration {
  @Test
  void continuesThePromptWithoutRepeatingIt() throws IOException {
    Continuation text = generate(request("ab", 7, GREEDY));

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

    List<Continuation> texts =
        generator.generate(
            new GenerationRequest(empty, 1, List.of(), 1, GREEDY, 1), (text, id) -> {});

    assertThat(string(texts.getFirst())).isEqualTo(first);
  }

  @Test
  void generatesNothingWhereNothingIsAskedFor() throws IOException {
    Continuation text = generate(request("a", 0, PLAIN));

    assertThat(text.text().length()).isZero();
    assertThat(text.stopReason()).isEqualTo(StopReason.LENGTH);
    assertThat(text.natsPerCharacter()).isNaN();
    assertThat(streamed).isEmpty();
  }

  @Test
  void aTextIsTheSameAloneAndAmongOthers() throws IOException {
    List<Continuation> many = generateAll(request("a", 30, PLAIN, 40));
    List<Continuation> few = generateAll(request("a", 30, PLAIN, 3));

    assertThat(many).extracting(Continuation::index).containsExactlyElementsOf(range(40));
    assertThat(strings(many).subList(0, 3)).isEqualTo(strings(few));
    assertThat(strings(many)).doesNotHaveDuplicates();
  }

  @Test
  void theSeedDecidesTheText() throws IOException {
    var other = new GenerationRequest(corpus("a"), 40, List.of(), 1, PLAIN, 2);

    String text = string(generate(request("a", 40, PLAIN)));
    assertThat(string(generate(request("a", 40, PLAIN)))).isEqualTo(text);
    assertThat(string(generate(other))).isNotEqualTo(text);
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

    List<Continuation> texts =
        generator.generate(
            new GenerationRequest(beginning, expected.length(), List.of(), 1, GREEDY, 1),
            (text, id) -> {});

    assertThat(string(texts.getFirst()).replace('\n', '|')).isEqualTo(expected);
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
    UnitPredictor two = TablePredictor.markov(CYCLE).select(0, 0);
    Vocabulary other = Vocabulary.of(Units.CODEPOINT, new int[] {'a'});

    assertThatIllegalArgumentException().isThrownBy(() -> new Generator(two, ABC, Items.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Generator(TablePredictor.markov(CYCLE), other, Items.NONE));
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
