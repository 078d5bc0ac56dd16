package charwise.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanIntervalTest {
  /** Mean 4, standard deviation 2, t = 4.302653: 4.302653 · 2 / √3. */
  @Test
  void theIntervalIsStudents() {
    MeanInterval interval = MeanInterval.of(2, 4, 6);
    assertThat(interval.mean()).isEqualTo(4);
    assertThat(interval.halfWidth()).isCloseTo(4.968275, within(1e-5));
    assertThat(interval.count()).isEqualTo(3);
    assertThat(interval.excludesZero()).isFalse();
    assertThat(MeanInterval.of(12, 14, 16).excludesZero()).isTrue();
    assertThat(MeanInterval.of(-12, -14, -16).excludesZero()).isTrue();
  }

  @Test
  void oneValueHasNoIntervalAndShowsNothing() {
    MeanInterval one = MeanInterval.of(7);
    assertThat(one.mean()).isEqualTo(7);
    assertThat(one.halfWidth()).isNaN();
    assertThat(one.excludesZero()).isFalse();
  }

  @Test
  void equalValuesAreSureButZeroIsStillZero() {
    assertThat(MeanInterval.of(3, 3, 3).halfWidth()).isZero();
    assertThat(MeanInterval.of(3, 3, 3).excludesZero()).isTrue();
    assertThat(MeanInterval.of(0, 0).excludesZero()).isFalse();
  }

  /** What pairs share cancels out, however much it varies. */
  @Test
  void pairedDifferencesLeaveOutWhatPairsShare() {
    double[] a = {1.0, 5.0, 9.0};
    double[] b = {1.5, 5.6, 9.4};
    assertThat(MeanInterval.of(a).halfWidth()).isGreaterThan(5);
    MeanInterval difference = MeanInterval.ofDifferences(a, b);
    assertThat(difference.mean()).isCloseTo(-0.5, within(1e-12));
    assertThat(difference.halfWidth()).isCloseTo(0.248414, within(1e-5));
    assertThat(difference.excludesZero()).isTrue();
  }

  @Test
  void nothingAndUnequalPairsAreRefused() {
    assertThatThrownBy(MeanInterval::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MeanInterval.ofDifferences(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
