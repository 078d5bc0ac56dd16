package charwise.engine.task.transducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.search.Constraint;
import charwise.engine.search.PrefixTree;
import charwise.engine.search.SearchSettings;
import charwise.engine.task.Answer;
import charwise.engine.task.transducer.SmallPairs.Kind;
import charwise.engine.task.transducer.Transduction.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransducerPredictorTest {
  static final List<Kind> KINDS = Kind.ALL;

  private static List<Transduction> transduce(
      SavedTransducer saved,
      SearchSettings settings,
      @Nullable Constraint constraint,
      @Nullable Integer maximumLength,
      List<TransducerSource> sources) {
    try (Team team = new Team(2)) {
      return new TransducerPredictor(saved, settings, constraint, maximumLength, team)
          .transduce(sources);
    }
  }

  private static List<TransducerSource> sources(GoldenPairs golden) {
    return golden.golden().lists("source_ids").stream()
        .map(ids -> TransducerSource.of(GoldenPairs.source(ids)))
        .toList();
  }

  /** A model of random weights, large enough for its answers to differ. */
  private static SavedTransducer random(Kind kind, long seed) throws IOException {
    TransducerData data = SmallPairs.data();
    SavedTransducer saved = TransducerTask.of(SmallPairs.plan(data, kind, 2), data).saved(Map.of());
    RandomStream random = new RandomStream(seed);
    saved
        .model()
        .tensors()
        .forEach(tensor -> tensor.addUniform(0.7, random, saved.model().parameters().values()));
    return saved;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transducer-lstm-bahdanau",
        "transducer-lstm-luong",
        "transducer-lstm-none",
        "transducer-gru-reset-after-bahdanau-2layer"
      })
  void greedyAnswersAreThoseOfPyTorch(String name) throws IOException {
    GoldenPairs golden = GoldenPairs.load(name);
    GoldenFile greedy = golden.golden().object("greedy");

    List<Transduction> found =
        transduce(
            golden.saved(),
            new SearchSettings(1, 1, 1, true),
            null,
            greedy.integer("max_units"),
            sources(golden));

    for (int n = 0; n < found.size(); n++) {
      Written best = found.get(n).outputs().getFirst();
      assertThat(best.text()).isEqualTo(GoldenPairs.target(greedy.lists("ids").get(n)));
      assertThat(best.logProbability())
          .isCloseTo(greedy.values("log_probabilities")[n], within(2e-5));
      assertThat(best.ended()).isEqualTo(greedy.list("ended").get(n));
      if (best.weights() != null) {
        assertThat(best.weights().size()).isEqualTo(best.units().size() + (best.ended() ? 1 : 0));
        assertThat(best.weights().getFirst()).hasSize(found.get(n).source().size());
      }
    }
  }

  @Test
  void theBestPathOfCtcIsThatOfPyTorch() throws IOException {
    GoldenPairs golden = GoldenPairs.load("ctc-lstm-bi");
    List<Transduction> found =
        transduce(golden.saved(), SearchSettings.of(1, 1), null, null, sources(golden));
    for (int n = 0; n < found.size(); n++) {
      assertThat(found.get(n).outputs().getFirst().text())
          .isEqualTo(GoldenPairs.target(golden.golden().object("greedy").lists("ids").get(n)));
    }
  }

  @Test
  void lossesArePyTorchs() throws IOException {
    for (String name :
        List.of("transducer-lstm-bahdanau", "transducer-lstm-luong", "ctc-lstm-bi")) {
      GoldenPairs golden = GoldenPairs.load(name);
      boolean ctc = name.startsWith("ctc");
      try (Team team = new Team(2)) {
        List<DecodedPair> readings =
            new TransducerReader(golden.model(), new ReaderSettings(null, null, true), team)
                .read(golden.pairs(), new int[golden.pairs().size()]);
        for (int n = 0; n < readings.size(); n++) {
          double expected =
              ctc
                  ? golden.golden().values("item_nats")[n]
                  : -golden.golden().values("target_log_probabilities")[n];
          assertThat(readings.get(n).nats()).isCloseTo(expected, within(2e-5));
        }
      }
    }
  }

  /** Against all answers of up to so many units, written out. */
  @Test
  void aWideBeamFindsTheBestOfAll() throws IOException {
    GoldenPairs golden = GoldenPairs.load("transducer-lstm-bahdanau-search");
    GoldenFile all = golden.golden().object("exhaustive");

    List<Transduction> found =
        transduce(
            golden.saved(),
            new SearchSettings(100, 10, 0, false),
            null,
            all.integer("max_units"),
            sources(golden));

    for (int n = 0; n < found.size(); n++) {
      List<Map<?, ?>> best = new ArrayList<>();
      ((List<?>) all.list("best").get(n)).forEach(entry -> best.add((Map<?, ?>) entry));
      for (int rank = 0; rank < best.size(); rank++) {
        GoldenFile expected = new GoldenFile(best.get(rank));
        Written answer = found.get(n).outputs().get(rank);
        assertThat(answer.text()).isEqualTo(GoldenPairs.target(expected.integers("ids")));
        assertThat(answer.logProbability())
            .isCloseTo(expected.number("log_probability"), within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void answersDoNotDependOnWhatIsAskedBesideThem(Kind kind) throws IOException {
    SavedTransducer saved = random(kind, 3);
    List<String> texts = new ArrayList<>(List.of("", "\tback", "abcde\tforth", "ölüm\tback;far"));
    for (int i = 0; i < 90; i++) {
      texts.add("abcde".repeat(1 + i % 7).substring(i % 5) + (i % 3 == 0 ? "\tback" : ""));
    }
    texts.add("ab".repeat(3000) + "\tforth");
    for (SearchSettings settings : List.of(SearchSettings.of(1, 1), SearchSettings.of(4, 3))) {
      try (Team two = new Team(2);
          Team one = new Team(1)) {
        List<Answer> together =
            new TransducerPredictor(saved, settings, null, 9, two).answer(texts);
        var predictor = new TransducerPredictor(saved, settings, null, 9, one);
        List<Answer> alone = new ArrayList<>();
        texts.forEach(text -> alone.addAll(predictor.answer(List.of(text))));
        assertThat(together).isEqualTo(alone);
        assertThat(together.get(3).unknown()).isEqualTo(5);
        assertThat(together.get(2).unknown()).isZero();
        assertThat(Set.copyOf(together)).hasSizeGreaterThan(10);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void aBeamIsNeverWorseThanGreedyAndSaysWhatItCut(Kind kind) throws IOException {
    SavedTransducer saved = random(kind, 4);
    List<TransducerSource> sources = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sources.add(new TransducerSource("edcba".repeat(4).substring(i % 20), List.of("forth")));
    }
    List<Transduction> greedy = transduce(saved, SearchSettings.of(1, 1), null, null, sources);
    List<Transduction> beam = transduce(saved, SearchSettings.of(4, 4), null, null, sources);
    int cut = 0;
    for (int i = 0; i < sources.size(); i++) {
      Written first = beam.get(i).outputs().getFirst();
      Written best = greedy.get(i).outputs().getFirst();
      if (best.ended()) {
        assertThat(first.logProbability()).isGreaterThanOrEqualTo(best.logProbability());
      }
      cut += best.ended() ? 0 : 1;
      double sum = beam.get(i).outputs().stream().mapToDouble(Written::probability).sum();
      assertThat(sum).isLessThanOrEqualTo(1 + 1e-6);
      assertThat(beam.get(i).outputs()).extracting(Written::units).doesNotHaveDuplicates();
    }
    List<Transduction> none =
        transduce(
            saved,
            SearchSettings.of(1, 1),
            null,
            kind.decoder() == DecoderType.CTC ? null : 0,
            sources);
    assertThat(none.stream().filter(one -> !one.outputs().getFirst().ended()).count())
        .isGreaterThanOrEqualTo(cut);
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void onlyAnswersFromAList(Kind kind) throws IOException {
    SavedTransducer saved = random(kind, 5);
    TargetVocabulary units = saved.targetVocabulary();
    List<String> allowed = List.of("A B", "C", "E E E", "A");
    PrefixTree tree = new PrefixTree(allowed.stream().map(units::encode).toList());
    List<TransducerSource> sources =
        List.of(
            TransducerSource.of("abcab"),
            TransducerSource.of("ddddd"),
            TransducerSource.of("cbaed"));

    List<Transduction> found = transduce(saved, SearchSettings.of(4, 4), tree, null, sources);

    for (Transduction one : found) {
      assertThat(one.outputs()).extracting(Written::text).isNotEmpty().isSubsetOf(allowed);
    }
    try (Team team = new Team(1)) {
      PrefixTree longer = new PrefixTree(Set.of(units.encode("A A A A A A A A A A A A A A A A")));
      Answer none =
          new TransducerPredictor(saved, SearchSettings.of(4, 4), longer, 3, team)
              .answer(List.of("a"))
              .getFirst();
      assertThat(none.best().probability()).isZero();
      assertThat(none.best().isComplete()).isFalse();
    }
  }

  @Test
  void weightsOfATextReadFromItsEndAreInItsOrder() throws IOException {
    SavedTransducer saved =
        random(
            new Kind(
                charwise.engine.layer.recurrent.CellType.GRU,
                charwise.engine.network.Directions.FORWARD,
                DecoderType.ATTENTION,
                charwise.engine.layer.attention.AttentionType.LUONG),
            6);
    assertThat(saved.model().config().reverseSource()).isTrue();
    TransducerConfig forth = notReversed(saved.model().config());
    Transducer same = new Transducer(forth);
    System.arraycopy(
        saved.model().parameters().values(),
        0,
        same.parameters().values(),
        0,
        same.parameters().size());
    SavedTransducer other =
        new SavedTransducer(
            same, saved.vocabulary(), saved.features(), saved.targetVocabulary(), 6, Map.of());
    var settings = new SearchSettings(1, 1, 1, true);

    Transduction back =
        transduce(
                saved,
                settings,
                null,
                null,
                List.of(new TransducerSource("abcde", List.of("back"))))
            .getFirst();
    Transduction mirrored =
        transduce(
                other,
                settings,
                null,
                null,
                List.of(new TransducerSource("edcba", List.of("back"))))
            .getFirst();

    assertThat(back.source()).containsExactly("back", "a", "b", "c", "d", "e");
    List<float[]> weights = Objects.requireNonNull(back.outputs().getFirst().weights());
    List<float[]> others = Objects.requireNonNull(mirrored.outputs().getFirst().weights());
    assertThat(others).hasSameSizeAs(weights);
    for (int t = 0; t < weights.size(); t++) {
      assertThat(weights.get(t)[0]).isEqualTo(others.get(t)[0]);
      for (int j = 1; j < 6; j++) {
        assertThat(weights.get(t)[j]).isEqualTo(others.get(t)[6 - j]);
      }
    }
  }

  private static TransducerConfig notReversed(TransducerConfig c) {
    return new TransducerConfig(
        c.encoder(),
        c.decoder(),
        c.attention(),
        c.attentionSize(),
        c.targetVocabularySize(),
        c.repeatInput(),
        false);
  }
}
