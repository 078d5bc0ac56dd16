package charwise.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void warmsUpInAStraightLine() {
    LearningRate rate = new LearningRate(ScheduleType.COSINE, 0.8, 4, 100);
    assertThat(rate.at(1)).isEqualTo(0.2);
    assertThat(rate.at(2)).isEqualTo(0.4);
    assertThat(rate.at(4)).isEqualTo(0.8);
    assertThat(rate.at(5)).isEqualTo(0.8);
  }

  @Test
  void cosineFallsToAlmostNothing() {
    LearningRate rate = new LearningRate(ScheduleType.COSINE, 1, 0, 100);
    assertThat(rate.at(1)).isEqualTo(1);
    assertThat(rate.at(51)).isCloseTo(0.5, within(1e-12));
    assertThat(rate.at(100)).isLessThan(0.001).isPositive();
    for (int t = 2; t <= 100; t++) {
      assertThat(rate.at(t)).isLessThan(rate.at(t - 1));
    }
  }

  @Test
  void constantStays() {
    LearningRate rate = new LearningRate(ScheduleType.CONSTANT, 0.3, 0, 10);
    for (int t = 1; t <= 10; t++) {
      assertThat(rate.at(t)).isEqualTo(0.3);
    }
  }

  @Test
  void stepHalvesEveryTenthOfTheSecondHalf() {
    LearningRate rate = new LearningRate(ScheduleType.STEP, 1, 0, 100);
    assertThat(rate.at(50)).isEqualTo(1);
    assertThat(rate.at(51)).isEqualTo(0.5);
    assertThat(rate.at(61)).isEqualTo(0.25);
    assertThat(rate.at(100)).isEqualTo(1 / 32.0);
  }

  @Test
  void labelsNameSchedulesAndOptimizers() {
    for (ScheduleType type : ScheduleType.values()) {
      assertThat(ScheduleType.of(type.label())).isEqualTo(type);
    }
    for (OptimizerType type : OptimizerType.values()) {
      assertThat(OptimizerType.of(type.label())).isEqualTo(type);
    }
    assertThatThrownBy(() -> ScheduleType.of("none")).hasMessageContaining("none");
    assertThatThrownBy(() -> OptimizerType.of("none")).hasMessageContaining("none");
  }
}
