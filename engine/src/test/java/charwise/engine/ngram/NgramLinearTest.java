package charwise.engine.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NgramLinearTest {
  private static final double C = 10;

  private static double[] ones(LabelledItems items) {
    double[] ones = new double[items.labels().size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void read(NgramRow row, LabelledItems items, int item) {
    row.read(items.inputs().ids(), items.inputs().start(item), items.inputs().end(item));
  }

  private static float[] logits(NgramLinear model, LabelledItems items, int item) {
    NgramRow row = model.row();
    read(row, items, item);
    float[] logits = new float[model.classes()];
    model.logits(row, logits, 0);
    return logits;
  }

  private static double accuracy(NgramLinear model, LabelledItems items) {
    int right = 0;
    for (int item = 0; item < items.size(); item++) {
      float[] logits = logits(model, items, item);
      int likeliest = 0;
      for (int k = 1; k < logits.length; k++) {
        likeliest = logits[k] > logits[likeliest] ? k : likeliest;
      }
      right += likeliest == items.target(item) ? 1 : 0;
    }
    return (double) right / items.size();
  }

  @Test
  void ofTwoLabelsTheEvidenceAddsUpToTheDifferenceOfTheLogits() throws IOException {
    LabelledItems items = LabelledTexts.sentences(60, 2, 5);
    NgramLinear model = NgramLinear.fit(items, ones(items), 1);
    int explained = 0;
    for (int item = 0; item < items.size(); item++) {
      int start = items.inputs().start(item);
      char[] ids = Arrays.copyOfRange(items.inputs().ids(), start, start + 3);
      List<NgramEvidence> evidence = model.evidence(ids, 0, ids.length);
      assertThat(evidence)
          .isSortedAccordingTo(Comparator.comparingDouble(one -> -one.logit()))
          .allSatisfy(one -> assertThat(one.logit()).isNotNegative());
      NgramRow row = model.row();
      row.read(ids, 0, ids.length);
      if (evidence.size() == row.count()) { // no two n-grams share a bucket
        explained++;
        double sum =
            evidence.stream()
                .mapToDouble(e -> e.label() == 0 ? 2 * e.logit() : -2 * e.logit())
                .sum();
        float[] logits = new float[2];
        model.logits(row, logits, 0);
        assertThat(sum + model.bias()[0] - model.bias()[1])
            .isCloseTo(logits[0] - logits[1], within(1e-4));
      }
    }
    assertThat(explained).isGreaterThan(5);
  }

  /**
   * The gradient of ½|W|² + Σ C_i · loss_i is zero at its least value, and only there. Where W is
   * zero, some of it are a hundred.
   */
  @ParameterizedTest
  @CsvSource({"30, 2, 1", "60, 3, 1", "60, 5, 0.2"})
  void trainingEndsWhereTheGradientIsZero(int size, int labels, double weightOfFirst)
      throws IOException {
    LabelledItems items = LabelledTexts.sentences(size, labels, 5);
    double[] classWeights = ones(items);
    classWeights[0] = weightOfFirst;
    NgramLinear model = NgramLinear.fit(items, classWeights, 1);
    Arrays.fill(model.weights(), 0);
    Arrays.fill(model.bias(), 0);
    new DualAscent(model, items, classWeights, 1).run(3000, 1e-7);

    double[] gradient = new double[model.weights().length + labels];
    for (int i = 0; i < model.weights().length; i++) {
      gradient[i] = model.weights()[i];
    }
    for (int k = 0; k < labels; k++) {
      gradient[model.weights().length + k] = model.bias()[k];
    }
    NgramRow row = model.row();
    for (int item = 0; item < size; item++) {
      double[] p = softmax(logits(model, items, item));
      read(row, items, item);
      for (int k = 0; k < labels; k++) {
        double dLogit =
            C * classWeights[items.target(item)] * (p[k] - (k == items.target(item) ? 1 : 0));
        gradient[model.weights().length + k] += dLogit;
        for (int i = 0; i < row.count(); i++) {
          gradient[row.bucket(i) * labels + k] += dLogit * row.value(i);
        }
      }
    }
    assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isLessThan(0.02);
    assertThat(Math.abs(model.bias()[0])).isGreaterThan(0.01f);
  }

  private static double[] softmax(float[] logits) {
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(logits[k]);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  @Test
  void wordsThatTellTheLabelAreFound() throws IOException {
    LabelledItems items = LabelledTexts.sentences(1200, 4, 8);
    LabelledItems train = items.select(range(0, 1000));
    LabelledItems test = items.select(range(1000, 1200));
    NgramLinear model = NgramLinear.fit(train, ones(items), 1);

    // Of the sentences 33 % have no telling word: 0.67 + 0.33 / 4 can be found.
    assertThat(accuracy(model, test)).isGreaterThan(0.66);
    assertThat(accuracy(model, train)).isGreaterThan(0.75);
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }

  @Test
  void trainingIsAFunctionOfItsItemsAndItsSeed() throws IOException {
    LabelledItems items = LabelledTexts.sentences(200, 3, 8);
    NgramLinear model = NgramLinear.fit(items, ones(items), 1);
    NgramLinear same = NgramLinear.fit(items, ones(items), 1);
    NgramLinear other = NgramLinear.fit(items, ones(items), 2);

    assertThat(same.weights()).isEqualTo(model.weights());
    assertThat(same.bias()).isEqualTo(model.bias());
    assertThat(other.weights()).isNotEqualTo(model.weights());
    for (int item = 0; item < 20; item++) {
      assertThat(logits(other, items, item))
          .containsExactly(logits(model, items, item), within(1f));
    }
  }

  @Test
  void aModelIsItsTables() throws IOException {
    LabelledItems items = LabelledTexts.sentences(100, 3, 8);
    NgramLinear model = NgramLinear.fit(items, ones(items), 1);
    NgramLinear again =
        new NgramLinear(items.vocabulary(), model.idf(), model.weights(), model.bias());

    for (int item = 0; item < items.size(); item++) {
      assertThat(logits(again, items, item)).isEqualTo(logits(model, items, item));
    }
  }

  @Test
  void logitsGoWhereTheyAreTold() throws IOException {
    LabelledItems items = LabelledTexts.sentences(100, 3, 8);
    NgramLinear model = NgramLinear.fit(items, ones(items), 1);
    NgramRow row = model.row();
    read(row, items, 7);
    float[] many = {1, 2, 3, 4, 5, 6};
    model.logits(row, many, 2);

    float[] expected = logits(model, items, 7);
    assertThat(many).containsExactly(1, 2, expected[0], expected[1], expected[2], 6);
  }

  /** Of three items, what two have has the idf 1 + ln(4/3); what one has does not count. */
  @Test
  void aRowIsOfUnitLengthAndKnowsWhatIsRare() throws IOException {
    LabelledItems items = LabelledTexts.of("ccd", "x", "c", "y", "d", "y");
    NgramLinear model = NgramLinear.fit(items, ones(items), 1);
    NgramRow row = model.row();
    read(row, items, 1); // in two items each: c and ^c

    assertThat(row.count()).isEqualTo(2);
    assertThat(row.value(0)).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    read(row, items, 0); // c twice and d, ^c and d$ once
    float[] values = new float[row.count()];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = row.value(i);
      squares += values[i] * values[i];
      assertThat(model.idf()[row.bucket(i)])
          .isCloseTo((float) (1 + Math.log(4.0 / 3)), within(1e-6f));
    }
    Arrays.sort(values);
    assertThat(values).hasSize(4);
    assertThat(values[3] / values[0]).isCloseTo((float) (1 + Math.log(2)), within(1e-5f));
    assertThat(squares).isCloseTo(1, within(1e-6));
  }

  @Test
  void textsOfNothingKnownGetTheBias() throws IOException {
    LabelledItems items = LabelledTexts.of("aaa", "x", "aaaa", "x", "ab", "x", "z", "y", "", "y");
    NgramLinear model = NgramLinear.fit(items, ones(items), 1);

    assertThat(logits(model, items, 3)).isEqualTo(model.bias());
    assertThat(model.bias()[1]).isGreaterThan(model.bias()[0]);
    assertThat(logits(model, items, 4)).isEqualTo(model.bias());
  }

  @Test
  void marksTellBeginningFromEnd() throws IOException {
    LabelledItems items =
        LabelledTexts.of("ab", "x", "axxb", "x", "ba", "y", "bxxa", "y", "axb", "x", "bxa", "y");
    assertThat(accuracy(NgramLinear.fit(items, ones(items), 1), items)).isEqualTo(1);
  }

  @Test
  void theTableIsLimitedWhereLabelsAreMany() throws IOException {
    LabelledItems few = LabelledTexts.sentences(3000, 2, 4);
    LabelledItems many = LabelledTexts.sentences(3000, 35, 4);
    int buckets = NgramLinear.fit(few, ones(few), 1).buckets();
    assertThat(buckets).isBetween(1 << 12, 1 << 17);
    assertThat(NgramLinear.fit(many, ones(many), 1).buckets())
        .isLessThanOrEqualTo(Math.max(1 << 14, (1 << 22) / 35));
  }

  @Test
  void sizesThatDisagreeAreRefused() throws IOException {
    Vocabulary vocabulary = LabelledTexts.of("a", "x").vocabulary();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NgramLinear(vocabulary, new float[3], new float[6], new float[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NgramLinear(vocabulary, new float[4], new float[6], new float[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NgramLinear(vocabulary, new float[4], new float[0], new float[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NgramLinear(vocabulary, new float[0], new float[0], new float[1]));
  }

  @Test
  void hashesAreThoseOfTheDescription() throws IOException {
    LabelledItems items = LabelledTexts.of("a😀", "x");
    HashedNgrams ngrams = new HashedNgrams(items.vocabulary(), 1 << 20);
    ngrams.read(items.inputs().ids(), 0, 2);
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < ngrams.count(); i++) {
      found.add(ngrams.bucket(i));
      assertThat(ngrams.occurrences(i)).isEqualTo(1);
    }
    int begin = 0x110000;
    int end = 0x110001;
    assertThat(found)
        .containsExactlyInAnyOrder(
            bucket('a'),
            bucket(0x1F600),
            bucket(begin, 'a'),
            bucket('a', 0x1F600),
            bucket(0x1F600, end),
            bucket(begin, 'a', 0x1F600),
            bucket('a', 0x1F600, end),
            bucket(begin, 'a', 0x1F600, end));
  }

  private static int bucket(int... units) {
    long h = 0xCBF29CE484222325L;
    for (int u : units) {
      h = (h ^ u) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    return (int) ((h >>> 32) % (1 << 20));
  }

  @Test
  void equalNgramsAreCountedAndVeryLongTextsCut() throws IOException {
    LabelledItems items = LabelledTexts.of("a".repeat(20_000), "x");
    HashedNgrams ngrams = new HashedNgrams(items.vocabulary(), 1 << 20);
    ngrams.read(items.inputs().ids(), 0, 20_000);
    int[] occurrences = new int[ngrams.count()];
    Arrays.setAll(occurrences, ngrams::occurrences);
    Arrays.sort(occurrences);
    int n = HashedNgrams.MAXIMUM_UNITS;
    // four n-grams with each mark, and of each length one fewer
    assertThat(occurrences).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, n - 4, n - 3, n - 2, n - 1, n);
  }
}
