package charwise.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {
  private static BootstrapInterval ofMean(double[] values, long seed) {
    return BootstrapInterval.of(
        values.length,
        2000,
        seed,
        items -> Arrays.stream(items).mapToDouble(i -> values[i]).average().orElseThrow());
  }

  /** For a mean there is a formula: 1.96 standard deviations over the root of the count. */
  @Test
  void theIntervalOfAMeanIsTheUsualOne() {
    RandomStream random = new RandomStream(4);
    double[] values = new double[400];
    Arrays.setAll(values, i -> random.nextDouble());
    BootstrapInterval interval = ofMean(values, 1);

    double mean = Arrays.stream(values).average().orElseThrow();
    assertThat(interval.value()).isEqualTo(mean);
    double halfWidth = 1.96 * Math.sqrt(1.0 / 12 / 400);
    assertThat(interval.low()).isCloseTo(mean - halfWidth, within(0.15 * halfWidth));
    assertThat(interval.high()).isCloseTo(mean + halfWidth, within(0.15 * halfWidth));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    double[] values = {3, 1, 4, 1, 5, 9, 2, 6};
    assertThat(ofMean(values, 1)).isEqualTo(ofMean(values, 1));
    assertThat(ofMean(values, 1)).isNotEqualTo(ofMean(values, 2));
  }

  @Test
  void whatDoesNotVaryIsSure() {
    assertThat(ofMean(new double[] {7, 7, 7}, 1)).isEqualTo(new BootstrapInterval(7, 7, 7));
  }

  @Test
  void nothingIsNotDrawnFrom() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootstrapInterval.of(0, 10, 1, items -> 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootstrapInterval.of(3, 0, 1, items -> 0));
  }
}
