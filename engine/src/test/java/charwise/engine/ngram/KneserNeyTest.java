package charwise.engine.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.loss.Loss;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KneserNeyTest {
  private static final double PRECISION = 1e-12;
  private static final int NO_LINES = -1;

  private static Corpus corpus(String text) throws IOException {
    return Corpus.builder(Units.CODEPOINT)
        .add("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private static char[] ids(Corpus corpus, String text) {
    char[] ids = new char[text.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) corpus.vocabulary().id(text.charAt(i));
    }
    return ids;
  }

  private static KneserNey model(Corpus corpus, int order) {
    return NgramCounter.count(corpus, order, Integer.MAX_VALUE, NO_LINES);
  }

  private static NgramReader after(KneserNey model, char[] ids, int count) {
    NgramReader reader = new NgramReader(model);
    for (int i = 0; i < count; i++) {
      reader.read(ids[i]);
    }
    return reader;
  }

  private static double last(KneserNey model, Corpus corpus, String text) {
    char[] ids = ids(corpus, text);
    return after(model, ids, ids.length - 1).read(ids[ids.length - 1]);
  }

  /**
   * In "ababaa" ab and ba occur twice and aa once, so the discount of pairs is 1/(1 + 2·2) = 1/5; a
   * follows two different units and b one, so that of continuations is 1/3, and p(a) = (2 − 1/3)/3
   * + 2/9 · 1/2 = 2/3.
   */
  @Test
  void pairsAreAsComputedByHand() throws IOException {
    Corpus corpus = corpus("ababaa");
    KneserNey model = model(corpus, 2);
    assertThat(last(model, corpus, "ab"))
        .isCloseTo((2 - 0.2) / 3 + 0.2 * 2 / 3 * (1.0 / 3), within(PRECISION));
    assertThat(last(model, corpus, "aa"))
        .isCloseTo((1 - 0.2) / 3 + 0.2 * 2 / 3 * (2.0 / 3), within(PRECISION));
    assertThat(last(model, corpus, "ba"))
        .isCloseTo((2 - 0.2) / 2 + 0.2 * 1 / 2 * (2.0 / 3), within(PRECISION));
    assertThat(last(model, corpus, "bb")).isCloseTo(0.1 / 3, within(PRECISION));
  }

  /** Occurrences, none of them 1, so the discount is a half: (4 − ½)/6 + ½ · 2/6 · ½. */
  @Test
  void singlesAreAsComputedByHand() throws IOException {
    Corpus corpus = corpus("ababaa");
    KneserNey model = model(corpus, 1);
    assertThat(last(model, corpus, "a")).isCloseTo(2.0 / 3, within(PRECISION));
    assertThat(last(model, corpus, "b")).isCloseTo(1.0 / 3, within(PRECISION));
  }

  @Test
  void probabilitiesOfAllUnitsSumToOneAfterAnyContext() throws IOException {
    Corpus corpus = corpus(randomText(600, 6, 5));
    int size = corpus.vocabulary().size();
    RandomStream random = new RandomStream(17);
    for (int order = 1; order <= 5; order++) {
      for (int lineStart = NO_LINES; lineStart < 2; lineStart++) {
        KneserNey model = NgramCounter.count(corpus, order, Integer.MAX_VALUE, lineStart);
        double[] all = new double[size];
        for (int trial = 0; trial < 200; trial++) {
          char[] ids = new char[random.nextInt(8)];
          for (int i = 0; i < ids.length; i++) {
            ids[i] = (char) random.nextInt(size);
          }
          NgramReader reader = after(model, ids, ids.length);
          reader.probabilities(all);
          assertThat(Arrays.stream(all).sum()).isCloseTo(1, within(PRECISION));
          for (int unit = 0; unit < size; unit++) {
            assertThat(all[unit]).isEqualTo(after(model, ids, ids.length).read(unit));
          }
        }
      }
    }
  }

  @Test
  void theScoreOfATextIsTheSumOverItsUnitsButTheFirst() throws IOException {
    Corpus corpus = corpus("ababaa");
    KneserNey model = model(corpus, 2);
    Loss loss = new NgramReader(model).score(corpus.slice(0, 3));
    assertThat(loss.count()).isEqualTo(2);
    double expected = -Math.log(last(model, corpus, "ab")) - Math.log(last(model, corpus, "ba"));
    assertThat(loss.totalNats()).isCloseTo(expected, within(PRECISION));
  }

  /** Words of a few letters are best foretold from some units back, and never by single units. */
  @Test
  void contextHelpsWhereThereIsStructure() throws IOException {
    RandomStream random = new RandomStream(4);
    String[] words = {"the ", "cat ", "sat ", "then ", "that ", "hat "};
    StringBuilder text = new StringBuilder();
    while (text.length() < 6000) {
      text.append(words[random.nextInt(words.length)]);
    }
    Corpus all = corpus(text.toString());
    List<Loss> losses = new ArrayList<>();
    for (int order = 1; order <= 3; order++) {
      KneserNey model = model(all.slice(0, 5000), order);
      losses.add(new NgramReader(model).score(all.slice(5000, all.length())));
    }
    assertThat(losses.get(1).natsPerCharacter()).isLessThan(losses.get(0).natsPerCharacter() / 2);
    assertThat(losses.get(2).natsPerCharacter()).isLessThan(losses.get(1).natsPerCharacter());
  }

  /** What is counted is what a plain loop finds, sequence by sequence. */
  @Test
  void manyDistinctSequencesAreCountedAsByHand() throws IOException {
    Corpus corpus = corpus(randomText(20_000, 40, 8));
    KneserNey model = model(corpus, 3);
    Map<String, Integer> triples = new HashMap<>();
    Map<String, Set<Character>> before = new HashMap<>();
    String text = new String(corpus.ids(), 0, corpus.length());
    for (int i = 0; i + 3 <= text.length(); i++) {
      triples.merge(text.substring(i, i + 3), 1, Integer::sum);
      before
          .computeIfAbsent(text.substring(i + 1, i + 3), pair -> new HashSet<>())
          .add(text.charAt(i));
    }
    Map<String, Integer> counted = new HashMap<>();
    collect(model, "", KneserNey.EMPTY, counted);
    triples.forEach((triple, count) -> assertThat(counted).containsEntry(triple, count));
    before.forEach((pair, units) -> assertThat(counted).containsEntry(pair, units.size()));
  }

  private static void collect(
      KneserNey model, String text, int context, Map<String, Integer> counted) {
    int sequence = 0;
    for (int i = 0; i < context; i++) {
      sequence += model.followers()[i];
    }
    for (int i = 0; i < model.followers()[context]; i++, sequence++) {
      String longer = text + model.units()[sequence];
      counted.put(longer, (int) model.counts()[sequence]);
      if (longer.length() < model.order()) {
        collect(model, longer, sequence + 1, counted);
      }
    }
  }

  /**
   * Of the lines "ab", "ab" and "c" no sequence goes on behind a line feed; those that begin with
   * one count how often they occur, all others but the longest what they follow.
   */
  @Test
  void linesStandAlone() throws IOException {
    Corpus corpus = corpus("\nab\nab\nc\n");
    KneserNey model = NgramCounter.count(corpus, 3, Integer.MAX_VALUE, 0);
    Map<String, Integer> counted = new HashMap<>();
    collect(model, "", KneserNey.EMPTY, counted);
    assertThat(spelled(corpus, counted))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("\n", 4),
                Map.entry("a", 1),
                Map.entry("b", 1),
                Map.entry("c", 1),
                Map.entry("\na", 2),
                Map.entry("ab", 1),
                Map.entry("b\n", 1),
                Map.entry("\nc", 1),
                Map.entry("c\n", 1),
                Map.entry("\nab", 2),
                Map.entry("ab\n", 2),
                Map.entry("\nc\n", 1)));
  }

  private static Map<String, Integer> spelled(Corpus corpus, Map<String, Integer> counted) {
    Map<String, Integer> spelled = new HashMap<>();
    counted.forEach(
        (ids, count) -> {
          StringBuilder text = new StringBuilder();
          ids.chars().forEach(id -> text.append((char) corpus.vocabulary().unit(id)));
          spelled.put(text.toString(), count);
        });
    return spelled;
  }

  @Test
  void sequencesAreShorterWhereThereWouldBeTooMany() throws IOException {
    Corpus corpus = corpus(randomText(5_000, 20, 8));
    int pairs = model(corpus, 2).units().length;
    int triples = model(corpus, 3).units().length;
    assertThat(NgramCounter.count(corpus, 8, triples, NO_LINES).order()).isEqualTo(3);
    assertThat(NgramCounter.count(corpus, 8, triples - 1, NO_LINES).units()).hasSize(pairs);
    assertThat(NgramCounter.count(corpus, 8, 0, NO_LINES).order()).isEqualTo(2);
  }

  @Test
  void textsWithoutSequencesGiveAllUnitsTheSame() throws IOException {
    Corpus corpus = corpus("ab");
    assertThat(last(model(corpus.slice(0, 0), 5), corpus, "ab")).isEqualTo(0.5);
    assertThat(model(corpus.slice(0, 1), 5).order()).isEqualTo(1);
  }

  @Test
  void ordersOutOfRangeAreRefused() throws IOException {
    Corpus corpus = corpus("ab");
    assertThatThrownBy(() -> model(corpus, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> model(corpus, KneserNey.MAXIMUM_ORDER + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Every array that differs by a number anywhere is a model or refused, and never read beyond. */
  @Test
  void countsThatDoNotFitAreRefused() throws IOException {
    KneserNey model = model(corpus("ababaacb"), 3);
    refused(3, model.units(), model.counts(), new char[0]);
    refused(2, model.units(), model.counts(), model.followers());
    refused(3, model.units(), new char[3], model.followers());
    refused(3, Arrays.copyOf(model.units(), 5), new char[5], model.followers());
    refused(3, model.units(), model.counts(), Arrays.copyOf(model.followers(), 3));
    for (int i = 0; i < model.followers().length; i++) {
      char[] followers = model.followers().clone();
      followers[i]++;
      refused(3, model.units(), model.counts(), followers);
    }
    char[] units = model.units().clone();
    units[1] = units[0];
    refused(3, units, model.counts(), model.followers());
  }

  private static void refused(int vocabularySize, char[] units, char[] counts, char[] followers) {
    assertThatThrownBy(() -> new KneserNey(vocabularySize, units, counts, followers))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String randomText(int length, int letters, long seed) {
    RandomStream random = new RandomStream(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int one = random.nextInt(letters);
      text.append((char) ('A' + Math.min(one, random.nextInt(letters))));
    }
    return text.toString();
  }
}
