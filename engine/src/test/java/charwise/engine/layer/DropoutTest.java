package charwise.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.Strip;
import charwise.engine.tensor.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static float[] mask(double probability, long seed, long step) {
    return mask(new Dropout(probability, seed, 0), step);
  }

  private static float[] mask(Dropout dropout, long step) {
    dropout.atStep(step);
    Matrix ones = Matrix.zeros(100, 48);
    Arrays.fill(ones.values(), 1f);
    dropout.apply(ones, 0, 100, new Strip());
    return Arrays.copyOfRange(ones.values(), ones.row(0), ones.values().length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void zeroesTheShareAskedForAndKeepsTheMean(double probability) {
    float[] mask = mask(probability, 1, 1);
    int zeros = 0;
    for (float value : mask) {
      assertThat(value == 0 || value == (float) (1 / (1 - probability))).isTrue();
      zeros += value == 0 ? 1 : 0;
    }
    double expected = probability * mask.length;
    assertThat((double) zeros).isBetween(expected - 150, expected + 150);
  }

  @Test
  void masksDifferBySeedAndStepAndAreRepeatable() {
    assertThat(mask(0.5, 1, 1)).isEqualTo(mask(0.5, 1, 1));
    assertThat(mask(0.5, 1, 1)).isNotEqualTo(mask(0.5, 2, 1));
    assertThat(mask(0.5, 1, 1)).isNotEqualTo(mask(0.5, 1, 2));
  }

  @Test
  void noLayerSharesMasksWithAnotherOfAnySeed() {
    float[] mask = mask(new Dropout(0.5, 1, 1), 1);
    assertThat(mask).isNotEqualTo(mask(new Dropout(0.5, 1, 0), 1));
    assertThat(mask).isNotEqualTo(mask(new Dropout(0.5, 2, 0), 1));
    assertThat(mask).isNotEqualTo(mask(new Dropout(0.5, 0, 2), 1));
  }

  @Test
  void aMaskDoesNotDependOnHowRowsAreSharedOut() {
    Dropout dropout = new Dropout(0.3, 9, 0);
    dropout.atStep(4);
    Matrix whole = Matrix.zeros(10, 16);
    Arrays.fill(whole.values(), 1f);
    Matrix parts = Matrix.zeros(10, 16);
    Arrays.fill(parts.values(), 1f);
    dropout.apply(whole, 0, 10, new Strip());
    dropout.apply(parts, 7, 3, new Strip());
    dropout.apply(parts, 0, 7, new Strip());
    assertThat(parts.values()).isEqualTo(whole.values());
  }

  @Test
  void noDropoutChangesNothing() {
    assertThat(mask(0, 1, 1)).containsOnly(1f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void impossibleProbabilitiesAreRefused(double probability) {
    assertThatThrownBy(() -> new Dropout(probability, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
