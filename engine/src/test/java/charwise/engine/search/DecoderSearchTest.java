package charwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.Directions;
import charwise.engine.network.StackForward;
import charwise.engine.network.StepwiseDecoder;
import charwise.engine.network.TinyTransducer;
import charwise.engine.parameter.NamedTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderSearchTest {
  private static final SearchSettings GREEDY = SearchSettings.of(1, 1);

  /** Answers to some sources, read side by side. */
  private static List<List<Output>> search(
      TinyTransducer transducer,
      List<int[]> sources,
      SearchSettings settings,
      int maximum,
      @Nullable Constraint constraint) {
    int items = sources.size();
    int[] lengths = sources.stream().mapToInt(source -> source.length).toArray();
    int longest = Arrays.stream(lengths).max().orElseThrow();
    BatchShape shape = BatchShape.upTo(longest * items, items);
    shape.set(lengths, items);
    StackForward encoder = new StackForward(transducer.encoder, shape, List.of(), false, 1);
    int[] ids = new int[longest * items];
    for (int n = 0; n < items; n++) {
      for (int j = 0; j < lengths[n]; j++) {
        ids[j * items + n] = sources.get(n)[j];
      }
    }
    encoder.run(Share.ofStreams(0, 0, items), ids);
    StepwiseDecoder decoder =
        new StepwiseDecoder(transducer.decoder, encoder, longest, items * settings.width());
    int[] maximumLengths = new int[items];
    Arrays.fill(maximumLengths, maximum);
    return new DecoderSearch(decoder, transducer.decoder.vocabularySize(), settings)
        .search(maximumLengths, constraint);
  }

  private static TinyTransducer golden(GoldenFile golden) {
    try (Team team = new Team(1)) {
      return TinyTransducer.of(golden, team);
    }
  }

  private static TinyTransducer random(AttentionType attention, long seed, double bound) {
    try (Team team = new Team(1)) {
      var shape =
          new TinyTransducer.Shape(
              CellType.LSTM, Directions.BOTH, attention, 2, false, 6, 5, 17, 6);
      TinyTransducer transducer =
          new TinyTransducer(shape, List.of(new int[] {0}), List.of(new int[] {0, 0}), team);
      RandomStream random = new RandomStream(seed);
      for (NamedTensor tensor : transducer.tensors) {
        tensor.addUniform(bound, random, transducer.parameters.values());
      }
      return transducer;
    }
  }

  private static List<int[]> sources(int count, long seed) {
    RandomStream random = new RandomStream(seed);
    List<int[]> sources = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int[] source = new int[1 + random.nextInt(7)];
      Arrays.setAll(source, j -> random.nextInt(6));
      sources.add(source);
    }
    return sources;
  }

  private static String describe(Output output) {
    return Arrays.toString(output.ids())
        + (output.ended() ? " " : " cut ")
        + output.logProbability();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm-bahdanau",
        "lstm-bahdanau-search",
        "lstm-luong",
        "lstm-none",
        "gru-reset-after-bahdanau-2layer"
      })
  void greedyAnswersAreThoseOfTheReference(String name) throws IOException {
    GoldenFile golden = GoldenFile.load("transducer-" + name);
    GoldenFile expected = golden.object("greedy");
    List<List<Output>> found =
        search(
            golden(golden),
            golden.lists("source_ids"),
            GREEDY,
            expected.integer("max_units"),
            null);
    for (int n = 0; n < 3; n++) {
      Output output = found.get(n).getFirst();
      assertThat(output.ids()).isEqualTo(expected.lists("ids").get(n));
      assertThat(output.ended()).isEqualTo(expected.list("ended").get(n));
      assertThat(output.logProbability())
          .isCloseTo(expected.values("log_probabilities")[n], within(2e-5));
    }
  }

  @Test
  void aWideBeamFindsWhatExhaustiveSearchFinds() throws IOException {
    GoldenFile golden = GoldenFile.load("transducer-lstm-bahdanau-search");
    GoldenFile exhaustive = golden.object("exhaustive");
    List<int[]> sources = golden.lists("source_ids");
    SearchSettings byTotal = new SearchSettings(500, 500, 0, false);
    List<List<Output>> found = search(golden(golden), sources, byTotal, 4, null);
    List<List<Output>> means = search(golden(golden), sources, SearchSettings.of(500, 1), 4, null);
    for (int n = 0; n < 3; n++) {
      List<Output> outputs = found.get(n);
      assertThat(outputs).hasSize(exhaustive.integer("sequences")).allMatch(Output::ended);
      List<?> best = (List<?>) exhaustive.list("best").get(n);
      for (int i = 0; i < best.size(); i++) {
        GoldenFile expected = new GoldenFile((Map<?, ?>) best.get(i));
        assertThat(outputs.get(i).ids()).isEqualTo(expected.integers("ids"));
        assertThat(outputs.get(i).logProbability())
            .isCloseTo(expected.number("log_probability"), within(2e-5));
      }
      double total = outputs.stream().mapToDouble(o -> StrictMath.exp(o.logProbability())).sum();
      assertThat(total).isCloseTo(exhaustive.values("probability_of_all")[n], within(1e-5));
      GoldenFile byMean = exhaustive.objects("best_by_mean").get(n);
      assertThat(means.get(n).getFirst().ids()).isEqualTo(byMean.integers("ids"));
    }
  }

  @ParameterizedTest
  @CsvSource({"BAHDANAU, 2", "BAHDANAU, 4", "LUONG, 3", "NONE, 4"})
  void theFirstAnswerIsNeverLessProbableThanTheGreedyOne(AttentionType attention, int width) {
    int better = 0;
    for (long seed = 0; seed < 12; seed++) {
      TinyTransducer transducer = random(attention, seed, 1.2);
      List<int[]> sources = sources(20, seed);
      List<List<Output>> greedy = search(transducer, sources, GREEDY, 12, null);
      List<List<Output>> beam =
          search(transducer, sources, SearchSettings.of(width, width), 12, null);
      for (int n = 0; n < sources.size(); n++) {
        Output first = beam.get(n).getFirst();
        Output other = greedy.get(n).getFirst();
        if (other.ended()) {
          assertThat(first.ended()).isTrue();
          assertThat(first.logProbability()).isGreaterThanOrEqualTo(other.logProbability());
          better += first.logProbability() > other.logProbability() ? 1 : 0;
        }
        assertThat(beam.get(n).stream().map(o -> Arrays.toString(o.ids()))).doesNotHaveDuplicates();
      }
    }
    assertThat(better).as("answers that only the beam found").isPositive();
  }

  @ParameterizedTest
  @CsvSource({"BAHDANAU, 1", "BAHDANAU, 5", "LUONG, 4", "NONE, 3"})
  void whatIsSearchedBesideAnItemDoesNotMatter(AttentionType attention, int width) {
    TinyTransducer transducer = random(attention, 5, 0.5);
    List<int[]> sources = sources(9, 8);
    SearchSettings settings = SearchSettings.of(width, width);
    List<List<Output>> together = search(transducer, sources, settings, 10, null);
    for (int n = 0; n < sources.size(); n++) {
      List<Output> alone =
          search(transducer, List.of(sources.get(n)), settings, 10, null).getFirst();
      assertThat(together.get(n).stream().map(DecoderSearchTest::describe))
          .containsExactlyElementsOf(alone.stream().map(DecoderSearchTest::describe).toList());
    }
  }

  @Test
  void whatDoesNotEndIsCutAndSaysSo() {
    TinyTransducer transducer = random(AttentionType.BAHDANAU, 1, 0.1);
    NamedTensor bias =
        transducer.tensors.stream()
            .filter(tensor -> tensor.name().equals("output.bias"))
            .findFirst()
            .orElseThrow();
    bias.add(new float[] {-20, 0, 5, 0, 0}, transducer.parameters.values());
    for (int width : new int[] {1, 3}) {
      Output output =
          search(transducer, sources(1, 2), SearchSettings.of(width, 1), 5, null)
              .getFirst()
              .getFirst();
      assertThat(output.ids()).containsExactly(2, 2, 2, 2, 2);
      assertThat(output.ended()).isFalse();
      assertThat(output.logProbability()).isBetween(-1.0, 0.0);
    }
  }

  @Test
  void anAnswerOfNoUnitsIsAllThatIsLeftWhereTheLimitIsZero() {
    TinyTransducer transducer = random(AttentionType.LUONG, 3, 0.5);
    List<Output> found =
        search(transducer, sources(1, 4), SearchSettings.of(9, 9), 0, null).getFirst();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().ids()).isEmpty();
  }

  /** Only 1, 1 2 and 1 2 3: the states are the units so far. */
  private static final class Counting implements Constraint {
    @Override
    public int start() {
      return 0;
    }

    @Override
    public int next(int state, int id, int left) {
      return id == state + 1 && id < 4 ? id : -1;
    }

    @Override
    public boolean isComplete(int state) {
      return state > 0;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void aConstraintLeavesOnlyWhatItAllows(int width) {
    TinyTransducer transducer = random(AttentionType.BAHDANAU, 6, 0.5);
    List<int[]> sources = sources(15, 3);
    List<List<Output>> free =
        search(transducer, sources, new SearchSettings(1000, 1000, 0, false), 3, null);
    List<List<Output>> found =
        search(transducer, sources, new SearchSettings(width, width, 0, false), 3, new Counting());
    for (int n = 0; n < sources.size(); n++) {
      List<String> allowed =
          free.get(n).stream()
              .filter(o -> List.of("[1]", "[1, 2]", "[1, 2, 3]").contains(Arrays.toString(o.ids())))
              .map(DecoderSearchTest::describe)
              .toList();
      List<String> actual = found.get(n).stream().map(DecoderSearchTest::describe).toList();
      assertThat(allowed).hasSize(3).containsAll(actual);
      assertThat(actual).isNotEmpty();
      if (width == 6) {
        assertThat(actual).isEqualTo(allowed);
      }
    }
  }

  @Test
  void outputsSayWhatTheyAttendedTo() {
    TinyTransducer transducer = random(AttentionType.BAHDANAU, 6, 0.8);
    List<int[]> sources = sources(6, 1);
    List<List<Output>> found =
        search(transducer, sources, new SearchSettings(3, 3, 1, true), 9, null);
    for (int n = 0; n < sources.size(); n++) {
      for (Output output : found.get(n)) {
        float[][] weights = Objects.requireNonNull(output.weights());
        assertThat(weights).hasNumberOfRows(output.length() + (output.ended() ? 1 : 0));
        for (float[] row : weights) {
          assertThat(row).hasSize(sources.get(n).length);
          double sum = 0;
          for (float weight : row) {
            sum += weight;
          }
          assertThat(sum).isCloseTo(1, within(1e-5));
        }
      }
    }
    SearchSettings none = new SearchSettings(3, 3, 1, false);
    assertThat(search(transducer, sources, none, 9, null).getFirst().getFirst().weights()).isNull();
  }

  @Test
  void tooFewRowsAreRefused() {
    TinyTransducer transducer = random(AttentionType.NONE, 1, 0.5);
    StackForward encoder =
        new StackForward(transducer.encoder, new BatchShape(2, 3), List.of(), false, 1);
    StepwiseDecoder decoder = new StepwiseDecoder(transducer.decoder, encoder, 2, 8);
    DecoderSearch search = new DecoderSearch(decoder, 5, SearchSettings.of(3, 1));
    assertThatThrownBy(() -> search.search(new int[3], null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SearchSettings.of(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SearchSettings.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SearchSettings(1, 1, Double.NaN, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
