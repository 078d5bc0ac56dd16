package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static final Vocabulary ABC = Vocabulary.of(Units.CODEPOINT, new int[] {'a', 'b', 'c'});

  /** After a the likeliest is b, but c leads to something surer. */
  private static final double[][] TRAP = {
    {0.1, 0.5, 0.4},
    {0.4, 0.3, 0.3},
    {0.01, 0.01, 0.98},
    {0.8, 0.1, 0.1}
  };

  @ParameterizedTest
  @CsvSource({"1, baba", "2, cccc", "3, cccc", "50, cccc"})
  void aWiderBeamFindsWhatIsMoreProbableInTheEnd(int width, String expected) throws IOException {
    Continuation found = search(TRAP, "a", 4, List.of(), width);

    assertThat(string(found)).isEqualTo(expected);
    assertThat(found.stopReason()).isEqualTo(StopReason.LENGTH);
    assertThat(found.natsPerCharacter()).isEqualTo(nats(TRAP, 'a', expected) / 4, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aBeamThatDropsNothingFindsTheVeryBest(long seed) throws IOException {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      double[][] chain = randomChain(random);
      List<String> stops =
          switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of("b");
            case 2 -> List.of("ab", "cc");
            default -> List.of("bca", "cab");
          };

      Continuation found = search(chain, "a", 5, stops, 300);
      Best best = new Best(chain, stops);
      best.explore("", 0, 5);

      assertThat(string(found)).isEqualTo(best.text);
      assertThat(found.stopReason()).isEqualTo(best.reason);
    }
  }

  @Test
  void ofEquallyProbableTextsTheOneWithLowerIdsWins() throws IOException {
    double[][] uniform = {{0.25, 0.25, 0.25}, {0.25, 0.25, 0.25}, {0.25, 0.25, 0.25}, {1, 1, 1}};

    for (int width = 1; width <= 10; width++) {
      assertThat(string(search(uniform, "b", 3, List.of(), width))).isEqualTo("aaa");
    }
  }

  @Test
  void theStopStringCountsButIsNotPartOfTheText() throws IOException {
    Continuation found = search(TRAP, "a", 4, List.of("cc"), 3);

    assertThat(found.text().length()).isZero();
    assertThat(found.stopReason()).isEqualTo(StopReason.STOP);
    assertThat(found.natsPerCharacter()).isNaN();
  }

  @Test
  void givesTheBestSoFarWhenToldToEnd() throws IOException {
    Vocabulary lines = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b', 'c'});
    var search = new BeamSearch(TablePredictor.script(4, 1, 2, 3), lines, Items.LINE);
    Corpus empty = Corpus.builder(lines).build();
    Iterator<Boolean> stopped = List.of(false, false, true).iterator();

    Continuation found = search.search(empty, 1000, List.of(), 3, stopped::next);

    assertThat(string(found)).isEqualTo("bcc");
    assertThat(found.stopReason()).isEqualTo(StopReason.INTERRUPTED);
  }

  @Test
  void findsNothingWhereNothingIsAskedFor() throws IOException {
    assertThat(search(TRAP, "a", 0, List.of(), 3).text().length()).isZero();
  }

  @Test
  void startsEachItemAfresh() throws IOException {
    Vocabulary lines = Vocabulary.of(Units.CODEPOINT, new int[] {'\n', 'a', 'b', 'c'});
    var predictor = TablePredictor.script(4, 3, 1, 2, 3, 0, 3);
    Corpus empty = Corpus.builder(lines).build();

    Continuation found =
        new BeamSearch(predictor, lines, Items.LINE).search(empty, 8, List.of(), 3);

    assertThat(string(found)).isEqualTo("abc\nabc\n");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(TRAP, "a", 1, List.of(), 0))
        .withMessage("beam must be between 1 and 1000, not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> search(TRAP, "a", 1, List.of(), 1001));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(TRAP, "a", -1, List.of(), 1))
        .withMessage("length must be 0 or more, not -1");
    assertThatIllegalArgumentException().isThrownBy(() -> search(TRAP, "a", 1, List.of(""), 1));
    UnitPredictor two = TablePredictor.markov(TRAP).select(0, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> new BeamSearch(two, ABC, Items.NONE));
  }

  private static double[][] randomChain(SplittableRandom random) {
    double[][] chain = new double[4][3];
    for (double[] row : chain) {
      double total = 0;
      for (int id = 0; id < row.length; id++) {
        row[id] = random.nextDouble() + 0.01;
        total += row[id];
      }
      for (int id = 0; id < row.length; id++) {
        row[id] /= total;
      }
    }
    return chain;
  }

  /** The most probable of all texts after an a, by trying all. */
  private static final class Best {
    private final double[][] chain;
    private final List<String> stops;
    private double nats = Double.POSITIVE_INFINITY;
    private String text = "";
    private StopReason reason = StopReason.LENGTH;

    Best(double[][] chain, List<String> stops) {
      this.chain = chain;
      this.stops = stops;
    }

    void explore(String read, double soFar, int left) {
      String stop = stops.stream().filter(read::endsWith).findFirst().orElse("");
      if (stop.isEmpty() && left > 0) {
        for (char next = 'a'; next <= 'c'; next++) {
          char last = read.isEmpty() ? 'a' : read.charAt(read.length() - 1);
          explore(read + next, soFar + nats(chain, last, String.valueOf(next)), left - 1);
        }
      } else if (soFar < nats) {
        nats = soFar;
        text = read.substring(0, read.length() - stop.length());
        reason = stop.isEmpty() ? StopReason.LENGTH : StopReason.STOP;
      }
    }
  }

  private static double nats(double[][] chain, char before, String text) {
    double nats = 0;
    char last = before;
    for (int i = 0; i < text.length(); i++) {
      nats -= StrictMath.log(chain[last - 'a'][text.charAt(i) - 'a']);
      last = text.charAt(i);
    }
    return nats;
  }

  private static Continuation search(
      double[][] chain, String prompt, int length, List<String> stops, int width)
      throws IOException {
    Corpus beginning =
        Corpus.builder(ABC)
            .add("prompt", new ByteArrayInputStream(prompt.getBytes(StandardCharsets.UTF_8)))
            .build();
    return new BeamSearch(TablePredictor.markov(chain), ABC, Items.NONE)
        .search(beginning, length, stops, width);
  }

  private static String string(Continuation text) {
    return new String(text.text().bytes(), StandardCharsets.UTF_8);
  }
}
