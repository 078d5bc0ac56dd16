package charwise.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
  /** Two bins: of 0.9, 0.95 one is right, of 0.5 one; (|1.85 − 1| + |0.5 − 1|) / 3. */
  @Test
  void binsAreWeighedByTheirAnswers() {
    CalibrationError error = new CalibrationError();
    error.add(0.94, true);
    error.add(0.96, false);
    error.add(0.5, true);
    assertThat(error.value()).isCloseTo((0.9 + 0.5) / 3, within(1e-12));
  }

  @Test
  void whoIsRightAsOftenAsClaimedHasNone() {
    RandomStream random = new RandomStream(3);
    CalibrationError honest = new CalibrationError();
    CalibrationError boastful = new CalibrationError();
    for (int i = 0; i < 100_000; i++) {
      double probability = random.nextDouble();
      boolean right = random.nextDouble() < probability;
      honest.add(probability, right);
      boastful.add(Math.sqrt(probability), right);
    }
    assertThat(honest.value()).isLessThan(0.01);
    assertThat(boastful.value()).isCloseTo(1.0 / 6, within(0.01)); // the mean of √p − p
  }

  @Test
  void certaintyHasABin() {
    CalibrationError error = new CalibrationError();
    assertThat(error.value()).isNaN();
    error.add(1, true);
    error.add(0, false);
    assertThat(error.value()).isZero();
  }
}
