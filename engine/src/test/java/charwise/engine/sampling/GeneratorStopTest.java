package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When texts end, and what is handed on until then. */
class GeneratorStopTest extends CycleGeneration {
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
        new GenerationRequest(corpus("a"), 10, Arrays.asList(stops.split(" ")), 1, GREEDY, 1);

    Continuation text = generate(request);

    assertThat(string(text)).isEqualTo(expected);
    assertThat(text.stopReason())
        .isEqualTo(expected.length() == 10 ? StopReason.LENGTH : StopReason.STOP);
    assertThat(String.join("", streamed)).isEqualTo(expected);
  }

  @Test
  void holdsBackNoMoreThanMayBelongToAStopString() throws IOException {
    List<String> seen = new ArrayList<>();
    StringBuilder handedOn = new StringBuilder();
    var inProgress =
        new TextInProgress(
            0,
            new char[0],
            request("", 6, GREEDY),
            ABC,
            new Sampler(GREEDY, 4, new RandomStream(1)),
            new StopStrings(List.of("abb"), ABC).search(),
            (text, id, nats) -> handedOn.appendCodePoint(ABC.unit(id)));
    var distribution = new Distribution(4);
    for (int id : new int[] {2, 3, 1, 2, 3, 1}) {
      float[] logits = new float[4];
      logits[id] = 1;
      assertThat(inProgress.next(logits, 0, distribution)).isEqualTo(id);
      seen.add(handedOn.toString());
    }

    assertThat(seen).containsExactly("b", "bc", "bc", "bc", "bcabc", "bcabca");
  }

  @Test
  void textsThatEndEarlyLeaveTheOthersUndisturbed() throws IOException {
    List<Continuation> whole = generateAll(request("a", 60, PLAIN, 25));
    streamed.clear();
    var request = new GenerationRequest(corpus("a"), 60, List.of("aa", "bb", "\n\n"), 25, PLAIN, 1);
    List<Continuation> cut = generateAll(request);

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
    assertThat(cut).extracting(Continuation::stopReason).contains(StopReason.STOP);
  }

  @Test
  void measuresOnlyTheTextBeforeTheStop() throws IOException {
    var request = new GenerationRequest(corpus("a"), 10, List.of("ca"), 1, GREEDY, 1);

    assertThat(generate(request).natsPerCharacter()).isEqualTo(-StrictMath.log(0.7), within(1e-6));
  }

  @Test
  void endsWhenToldToAndIsReadyForMore() throws IOException {
    var generator = generator();
    StringBuilder handedOn = new StringBuilder();

    List<Continuation> texts =
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

    List<Continuation> texts =
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
}
