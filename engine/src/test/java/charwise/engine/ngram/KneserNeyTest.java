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
import java.util.List;
import org.junit.jupiter.api.Test;

class KneserNeyTest {
  private static final double PRECISION = 1e-12;

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

  private static double last(KneserNey models, Corpus corpus, int order, String text) {
    return models.probability(order, ids(corpus, text), text.length() - 1);
  }

  /**
   * In "ababaa" ab and ba occur twice and aa once, so the discount of pairs is 1/(1 + 2·2) = 1/5; a
   * follows two different units and b one, so that of continuations is 1/3, and p(a) = (2 − 1/3)/3
   * + 2/9 · 1/2 = 2/3.
   */
  @Test
  void pairsAreAsComputedByHand() throws IOException {
    Corpus corpus = corpus("ababaa");
    KneserNey models = new KneserNey(corpus, 2);
    assertThat(last(models, corpus, 2, "ab"))
        .isCloseTo((2 - 0.2) / 3 + 0.2 * 2 / 3 * (1.0 / 3), within(PRECISION));
    assertThat(last(models, corpus, 2, "aa"))
        .isCloseTo((1 - 0.2) / 3 + 0.2 * 2 / 3 * (2.0 / 3), within(PRECISION));
    assertThat(last(models, corpus, 2, "ba"))
        .isCloseTo((2 - 0.2) / 2 + 0.2 * 1 / 2 * (2.0 / 3), within(PRECISION));
    assertThat(last(models, corpus, 2, "bb")).isCloseTo(0.1 / 3, within(PRECISION));
  }

  /** Occurrences, none of them 1, so the discount is a half: (4 − ½)/6 + ½ · 2/6 · ½. */
  @Test
  void singlesAreAsComputedByHand() throws IOException {
    Corpus corpus = corpus("ababaa");
    KneserNey models = new KneserNey(corpus, 2);
    assertThat(last(models, corpus, 1, "a")).isCloseTo(2.0 / 3, within(PRECISION));
    assertThat(last(models, corpus, 1, "b")).isCloseTo(1.0 / 3, within(PRECISION));
  }

  @Test
  void probabilitiesOfAllUnitsSumToOneAfterAnyContext() throws IOException {
    Corpus corpus = corpus(randomText(600, 6, 5));
    KneserNey models = new KneserNey(corpus, 5);
    int size = corpus.vocabulary().size();
    RandomStream random = new RandomStream(17);
    for (int trial = 0; trial < 200; trial++) {
      char[] ids = new char[1 + random.nextInt(8)];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (char) random.nextInt(size);
      }
      for (int order = 1; order <= 5; order++) {
        double sum = 0;
        for (int unit = 0; unit < size; unit++) {
          ids[ids.length - 1] = (char) unit;
          sum += models.probability(order, ids, ids.length - 1);
        }
        assertThat(sum).isCloseTo(1, within(PRECISION));
      }
    }
  }

  @Test
  void theScoreOfATextIsTheSumOverItsUnitsButTheFirst() throws IOException {
    Corpus corpus = corpus("ababaa");
    KneserNey models = new KneserNey(corpus, 2);
    Loss loss = models.score(2, corpus.slice(0, 3));
    assertThat(loss.count()).isEqualTo(2);
    double expected =
        -Math.log(last(models, corpus, 2, "ab")) - Math.log(last(models, corpus, 2, "ba"));
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
    List<Loss> losses = new KneserNey(all.slice(0, 5000), 4).scores(all.slice(5000, all.length()));
    assertThat(losses).hasSize(4);
    assertThat(losses.get(1).natsPerCharacter()).isLessThan(losses.get(0).natsPerCharacter() / 2);
    assertThat(losses.get(2).natsPerCharacter()).isLessThan(losses.get(1).natsPerCharacter());
  }

  @Test
  void manyDistinctSequencesAreAllFoundAgain() throws IOException {
    String text = randomText(20_000, 40, 8);
    NgramCounts counts = new NgramCounts(corpus(text), 3);
    Corpus corpus = corpus(text);
    int[] occurrences = new int[counts.size()];
    for (int i = 2; i < corpus.length(); i++) {
      int sequence = NgramCounts.ROOT;
      for (int j = i - 2; j <= i; j++) {
        sequence = counts.find(sequence, corpus.ids()[j]);
      }
      assertThat(sequence).isNotEqualTo(NgramCounts.NONE);
      occurrences[sequence]++;
    }
    for (int sequence = 1; sequence < counts.size(); sequence++) {
      if (counts.length(sequence) == 3) {
        assertThat(counts.occurrences(sequence)).isEqualTo(occurrences[sequence]);
      }
    }
  }

  @Test
  void ordersOutOfRangeAreRefused() throws IOException {
    Corpus corpus = corpus("ab");
    assertThatThrownBy(() -> new KneserNey(corpus, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KneserNey(corpus, KneserNey.MAXIMUM_ORDER + 1))
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
