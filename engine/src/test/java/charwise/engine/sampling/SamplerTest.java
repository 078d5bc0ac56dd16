package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final SamplingSettings PLAIN = SamplingSettings.DEFAULT.withTemperature(1);
  private static final int DRAWS = 40_000;

  @Test
  void drawsInProportionToTheProbabilities() {
    double[] shares = shares(PLAIN, 0.15, 0.5, 0.05, 0.3);

    assertThat(shares).containsExactly(new double[] {0.15, 0.5, 0.05, 0.3}, within(0.01));
  }

  @Test
  void drawsFromAVocabularyOfOne() {
    assertThat(shares(PLAIN, 1)).containsExactly(1);
  }

  @Test
  void temperatureRaisesProbabilitiesToItsInverse() {
    double[] shares = shares(PLAIN.withTemperature(0.5), 0.6, 0.3, 0.1);

    assertThat(shares)
        .containsExactly(new double[] {0.36 / 0.46, 0.09 / 0.46, 0.01 / 0.46}, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-30, 1e-300, Double.MIN_VALUE})
  void aTinyTemperatureLeavesTheMostLikely(double temperature) {
    assertThat(shares(PLAIN.withTemperature(temperature), 0.3, 0.4, 0.3)).containsExactly(0, 1, 0);
  }

  @Test
  void aHugeTemperatureMakesAllEquallyLikely() {
    assertThat(shares(PLAIN.withTemperature(1e300), 0.98, 0.01, 0.01))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"0.2 0.5 0.3, 1", "0.4 0.2 0.4, 0", "0.2 0.4 0.4, 1"})
  void greedyTakesTheMostLikelyAndOfEqualsTheLowestId(String probabilities, int expected) {
    float[] logits = logits(numbers(probabilities));

    for (SamplingSettings greedy : List.of(PLAIN.withGreedy(true), PLAIN.withTemperature(0))) {
      assertThat(sampler(greedy, 3, 1).next(logits, 0)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.4",
    "2, 0.4 0.3",
    "3, 0.4 0.3 0.2",
    "4, 0.4 0.3 0.2 0.1",
    "5, 0.4 0.3 0.2 0.1",
    "0, 0.4 0.3 0.2 0.1"
  })
  void topKKeepsTheMostLikely(int k, String kept) {
    assertKept(PLAIN.withTopK(k), "0.2 0.4 0.1 0.3", kept);
  }

  @Test
  void topKKeepsTheLowerIdsOfEquals() {
    double[] shares = shares(PLAIN.withTopK(3), 0.1, 0.2, 0.2, 0.2, 0.2, 0.1);

    assertThat(shares)
        .containsExactly(new double[] {0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0}, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-9, 0.4",
    "0.39, 0.4",
    "0.41, 0.4 0.3",
    "0.69, 0.4 0.3",
    "0.71, 0.4 0.3 0.2",
    "0.91, 0.4 0.3 0.2 0.1",
    "1, 0.4 0.3 0.2 0.1"
  })
  void topPKeepsTheFewestThatMakeUpTheShare(double p, String kept) {
    assertKept(PLAIN.withTopP(p), "0.2 0.4 0.1 0.3", kept);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.4",
    "0.76, 0.4",
    "0.74, 0.4 0.3",
    "0.49, 0.4 0.3 0.2",
    "0.24, 0.4 0.3 0.2 0.1",
    "0, 0.4 0.3 0.2 0.1"
  })
  void minPKeepsWhatComesNearTheMostLikely(double p, String kept) {
    assertKept(PLAIN.withMinP(p), "0.2 0.4 0.1 0.3", kept);
  }

  @Test
  void topPCutsWhatTemperatureMade() {
    assertKept(PLAIN.withTopP(0.8), "0.6 0.3 0.1", "0.6 0.3");
    assertThat(shares(PLAIN.withTemperature(0.5).withTopP(0.7), 0.6, 0.3, 0.1))
        .containsExactly(1, 0, 0);
  }

  @Test
  void topPCutsAShareOfWhatTopKLeft() {
    assertKept(PLAIN.withTopP(0.5), "0.4 0.3 0.2 0.1", "0.4 0.3");
    assertKept(PLAIN.withTopK(2).withTopP(0.5), "0.4 0.3 0.2 0.1", "0.4");
  }

  @Test
  void theRepetitionPenaltyDividesTheProbabilityOfRecentUnits() {
    double[] probabilities = {0.5, 0.3, 0.2};
    Sampler sampler = sampler(PLAIN.withRepeatPenalty(2), 3, 1);
    sampler.read(0);
    sampler.read(2);
    sampler.read(0);

    double total = 0.25 + 0.3 + 0.1;
    assertThat(shares(sampler, logits(probabilities)))
        .containsExactly(new double[] {0.25 / total, 0.3 / total, 0.1 / total}, within(0.01));
  }

  @Test
  void theRepetitionPenaltyForgetsAUnitAfterItsWindow() {
    SamplingSettings settings = PLAIN.withGreedy(true).withRepeatPenalty(1000);
    float[] logits = logits(0.6, 0.4);
    Sampler sampler = sampler(settings, 2, 1);
    sampler.read(0);
    for (int i = 1; i < RecentUnits.WINDOW; i++) {
      sampler.read(1);
    }

    assertThat(sampler.next(logits, 0)).as("both are recent").isZero();
    sampler.read(1);
    sampler.read(1);
    assertThat(sampler.next(logits, 0)).as("only 1 is recent").isZero();
    sampler.read(0);
    for (int i = 0; i < RecentUnits.WINDOW - 1; i++) {
      sampler.read(0);
    }
    assertThat(sampler.next(logits, 0)).as("only 0 is recent").isEqualTo(1);
  }

  @Test
  void sameSeedSameChoices() {
    float[] logits = logits(0.1, 0.2, 0.3, 0.4);
    SamplingSettings settings = PLAIN.withTopP(0.95).withTemperature(0.9);

    assertThat(choices(sampler(settings, 4, 7), logits, 30))
        .isEqualTo(choices(sampler(settings, 4, 7), logits, 30))
        .isNotEqualTo(choices(sampler(settings, 4, 8), logits, 30));
  }

  /** The numbers are those of SplitMix64 and a softmax computed elsewhere in double precision. */
  @Test
  void choicesAreTheSameOnEveryMachineAndForever() {
    float[] logits = new float[80];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (i * 37 % 80) / 16f;
    }

    assertThat(choices(sampler(PLAIN.withTemperature(0.8), 80, 42), logits, 12))
        .containsExactly(58, 15, 25, 28, 2, 67, 17, 67, 28, 54, 17, 41);
  }

  @Test
  void filtersThatCutNothingChangeNothing() {
    float[] logits = logits(0.1, 0.2, 0.3, 0.4);

    assertThat(choices(sampler(PLAIN.withTopK(4).withMinP(1e-9), 4, 3), logits, 50))
        .isEqualTo(choices(sampler(PLAIN, 4, 3), logits, 50));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE})
  void neverChoosesWhatIsImpossible(float impossible) {
    float[] logits = {impossible, 1, impossible, 1};
    for (SamplingSettings settings : everyKind()) {
      assertThat(choices(sampler(settings, 4, 1), logits, 200))
          .as(settings.toString())
          .doesNotContain(0, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0, 3e38f})
  void choosesSomethingEvenFromAbsurdLogits(float logit) {
    float[] logits = {logit, logit, logit, logit};
    for (SamplingSettings settings : everyKind()) {
      assertThat(IntStream.of(choices(sampler(settings, 4, 1), logits, 20))).isSubsetOf(0, 1, 2, 3);
    }
  }

  @Test
  void readsLogitsFromTheirOffsetAndLeavesThemAlone() {
    float[] logits = {9, 9, 1, 3, 2, 9};
    float[] copy = logits.clone();

    assertThat(sampler(PLAIN.withGreedy(true), 3, 1).next(logits, 2)).isEqualTo(1);
    sampler(PLAIN.withTopP(0.5).withTemperature(0.3), 3, 1).next(logits, 2);
    assertThat(logits).containsExactly(copy);
  }

  @Test
  void allocatesNothingForAChoice() {
    float[] logits = new float[300];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i % 7;
    }
    for (SamplingSettings settings : everyKind()) {
      Sampler sampler = sampler(settings, 300, 1);
      // The vector kernels allocate until the compiler has come round to them.
      long least =
          LongStream.range(0, 30).map(round -> allocation(sampler, logits)).min().orElseThrow();

      assertThat(least).as(settings.toString()).isLessThan(1000);
    }
  }

  /** How many bytes a thousand choices allocate. */
  private static long allocation(Sampler sampler, float[] logits) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      sampler.read(sampler.next(logits, 0));
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sortsAsManyCandidatesAsAsked(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      int size = random.nextInt(1, 60);
      int count = random.nextInt(1, size + 1);
      float[] logits = new float[size];
      for (int i = 0; i < size; i++) {
        logits[i] = random.nextInt(10);
      }
      var candidates = new Candidates(size);
      candidates.load(logits, 0);
      candidates.sort(count);

      assertThat(IntStream.range(0, count).map(candidates::id).boxed())
          .containsExactlyElementsOf(
              IntStream.range(0, size)
                  .boxed()
                  .sorted(
                      Comparator.comparingDouble((Integer id) -> -logits[id])
                          .thenComparing(Comparator.naturalOrder()))
                  .limit(count)
                  .toList());
      assertThat(IntStream.range(0, size).map(candidates::id)).doesNotHaveDuplicates();
    }
  }

  /** Settings such that each stage acts alone, and all together. */
  private static List<SamplingSettings> everyKind() {
    return List.of(
        PLAIN,
        PLAIN.withGreedy(true),
        PLAIN.withTemperature(0.7),
        PLAIN.withTopK(3),
        PLAIN.withTopP(0.9),
        PLAIN.withMinP(0.1),
        PLAIN.withRepeatPenalty(1.3),
        new SamplingSettings(0.7, 3, 0.9, 0.1, 1.3, false));
  }

  /** Asserts that exactly the units of the kept probabilities are drawn, in proportion. */
  private static void assertKept(SamplingSettings settings, String probabilities, String kept) {
    double[] given = numbers(probabilities);
    List<Double> left =
        IntStream.range(0, numbers(kept).length).mapToObj(i -> numbers(kept)[i]).toList();
    double total = left.stream().mapToDouble(Double::doubleValue).sum();
    double[] expected = new double[given.length];
    for (int i = 0; i < given.length; i++) {
      expected[i] = left.contains(given[i]) ? given[i] / total : 0;
    }
    double[] shares = shares(settings, given);

    assertThat(shares).containsExactly(expected, within(0.01));
    for (int i = 0; i < given.length; i++) {
      assertThat(shares[i] > 0).isEqualTo(expected[i] > 0);
    }
  }

  private static double[] shares(SamplingSettings settings, double... probabilities) {
    return shares(sampler(settings, probabilities.length, 5), logits(probabilities));
  }

  private static double[] shares(Sampler sampler, float[] logits) {
    double[] shares = new double[logits.length];
    for (int i = 0; i < DRAWS; i++) {
      shares[sampler.next(logits, 0)] += 1.0 / DRAWS;
    }
    return IntStream.range(0, shares.length)
        .mapToDouble(i -> Math.round(shares[i] * DRAWS) / (double) DRAWS)
        .toArray();
  }

  private static int[] choices(Sampler sampler, float[] logits, int count) {
    return IntStream.range(0, count).map(i -> sampler.next(logits, 0)).toArray();
  }

  private static Sampler sampler(SamplingSettings settings, int vocabularySize, long seed) {
    return new Sampler(settings, vocabularySize, new RandomStream(seed));
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** Logits of these probabilities, with an arbitrary zero. */
  private static float[] logits(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (StrictMath.log(probabilities[i]) - 3);
    }
    return logits;
  }
}
