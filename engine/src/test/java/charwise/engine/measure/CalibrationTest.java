package charwise.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Two bins: of 0.9, 0.95 one is right, of 0.5 one; (|1.85 − 1| + |0.5 − 1|) / 3. */
  @Test
  void binsAreWeighedByTheirAnswers() {
    Calibration error = new Calibration();
    error.add(0.94, true);
    error.add(0.96, false);
    error.add(0.5, true);
    assertThat(error.error()).isCloseTo((0.9 + 0.5) / 3, within(1e-12));
  }

  @Test
  void whoIsRightAsOftenAsClaimedHasNone() {
    RandomStream random = new RandomStream(3);
    Calibration honest = new Calibration();
    Calibration boastful = new Calibration();
    for (int i = 0; i < 100_000; i++) {
      double probability = random.nextDouble();
      boolean right = random.nextDouble() < probability;
      honest.add(probability, right);
      boastful.add(Math.sqrt(probability), right);
    }
    assertThat(honest.error()).isLessThan(0.01);
    assertThat(boastful.error()).isCloseTo(1.0 / 6, within(0.01)); // the mean of √p − p
  }

  @Test
  void certaintyHasABin() {
    Calibration error = new Calibration();
    assertThat(error.error()).isNaN();
    error.add(1, true);
    error.add(0, false);
    assertThat(error.error()).isZero();
  }

  @Test
  void probabilitiesAreTheSoftmax() {
    float[] logits = {9, 9, 1, 3, 2, 9};
    double sum = Math.exp(1) + Math.exp(3) + Math.exp(2);
    assertThat(Calibration.probabilities(logits, 2, 3))
        .containsExactly(
            new double[] {Math.exp(1) / sum, Math.exp(3) / sum, Math.exp(2) / sum}, within(1e-12));
    assertThat(Calibration.nats(logits, 2, 3, 2)).isCloseTo(Math.log(sum) - 2, within(1e-12));
    assertThat(Calibration.likeliest(logits, 2, 3)).isEqualTo(1);
    assertThat(Calibration.likeliest(logits, 0, 6)).isZero();
    assertThat(Calibration.nats(new float[] {1e30f, 0}, 0, 2, 0)).isZero();
  }
}
