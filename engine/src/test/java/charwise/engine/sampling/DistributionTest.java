package charwise.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

  @Test
  void isTheSoftmaxOfTheLogits() {
    Distribution distribution = distribution(1, 2, 0, 2);
    double total = StrictMath.exp(1) + 2 * StrictMath.exp(2) + 1;

    assertThat(distribution.probability(0)).isEqualTo(StrictMath.exp(1) / total, within(1e-6));
    assertThat(distribution.probability(1)).isEqualTo(StrictMath.exp(2) / total, within(1e-6));
    assertThat(distribution.nats(2)).isEqualTo(StrictMath.log(total), within(1e-6));
  }

  @Test
  void ranksUnitsByProbabilityAndEqualsById() {
    assertThat(distribution(1, 2, 0, 2).ranked())
        .extracting(UnitProbability::id)
        .containsExactly(1, 3, 0, 2);
    double sum =
        distribution(1, 2, 0, 2).ranked().stream().mapToDouble(UnitProbability::probability).sum();
    assertThat(sum).isEqualTo(1, within(1e-6));
  }

  @Test
  void knowsHowSurprisingTheNearlyImpossibleIs() {
    assertThat(distribution(0, -500).nats(1)).isEqualTo(500, within(1e-3));
    assertThat(distribution(0, -500).nats(0)).isEqualTo(0, within(1e-6));
  }

  @Test
  void sumsAWholeVocabulary() {
    float[] logits = new float[20_000];
    Distribution distribution = new Distribution(logits.length);
    distribution.load(logits, 0);

    assertThat(distribution.nats(19_999)).isEqualTo(StrictMath.log(20_000), within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
  void staysFiniteWhateverTheLogits(float absurd) {
    for (float[] logits :
        new float[][] {{absurd, 1}, {absurd, absurd}, {absurd, -Float.MAX_VALUE}}) {
      Distribution distribution = distribution(logits);

      assertThat(distribution.nats(0)).isFinite();
      assertThat(distribution.nats(1)).isFinite();
      assertThat(distribution.probability(0)).isBetween(0.0, 1.0);
      assertThat(distribution.probability(1)).isBetween(0.0, 1.0);
    }
  }

  private static Distribution distribution(float... logits) {
    Distribution distribution = new Distribution(logits.length);
    distribution.load(logits, 0);
    return distribution;
  }
}
