package charwise.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
  /** As printed in textbooks; the second and third are Newcombe's (1998), method 3. */
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.4902, 0.9433", "81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718", "29, 29, 0.8830, 1"
  })
  void intervalsAreThoseInPrint(long successes, long count, double low, double high) {
    WilsonInterval interval = WilsonInterval.of(successes, count);
    assertThat(interval.share()).isEqualTo((double) successes / count);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  /** The ends are where a true share would be z standard deviations from the one seen. */
  @Test
  void theEndsSolveTheEquationThatDefinesThem() {
    for (int count : new int[] {1, 2, 7, 100, 5000}) {
      for (int successes = 0; successes <= count; successes += Math.max(1, count / 7)) {
        WilsonInterval interval = WilsonInterval.of(successes, count);
        for (double end : new double[] {interval.low(), interval.high()}) {
          double seen = interval.share() - end;
          assertThat(seen * seen)
              .isCloseTo(3.841458820694 * end * (1 - end) / count, within(1e-12));
        }
        WilsonInterval rest = WilsonInterval.of(count - successes, count);
        assertThat(rest.low()).isCloseTo(1 - interval.high(), within(1e-12));
      }
    }
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(Double.NaN, 0, 1, 0));
  }

  @Test
  void sharesThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(-1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(4, 3));
  }
}
