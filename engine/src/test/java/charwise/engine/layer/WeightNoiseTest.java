package charwise.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.parameter.Parameter;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightNoiseTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 192;
  private static final float[] SCRATCH = new float[WeightNoise.SCRATCH_SIZE];

  private final Parameter first;
  private final Parameter second;

  WeightNoiseTest() {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    first = builder.add(ROWS, COLUMNS);
    second = builder.add(ROWS, COLUMNS);
    Arrays.fill(builder.build().values(), 2f);
  }

  private static float[] factors(Parameter weights, double deviation, long seed, long step) {
    WeightNoise noise = new WeightNoise(deviation, seed);
    noise.atStep(step);
    PanelMatrix factors = PanelMatrix.zeros(ROWS, COLUMNS);
    PanelMatrix products = PanelMatrix.zeros(ROWS, COLUMNS);
    for (int panel = 0; panel < factors.panels(); panel++) {
      noise.multiply(weights.values(), factors, products, panel, SCRATCH);
    }
    for (int i = 0; i < factors.values().length; i++) {
      assertThat(products.values()[i]).isEqualTo(2 * factors.values()[i]);
    }
    return Arrays.copyOfRange(factors.values(), factors.row(0, 0), factors.values().length);
  }

  /** What a standard normal number exceeds, up and down, as often as it should. */
  @Test
  void isOfTheNormalDistribution() {
    float[] factors = factors(first, 0.5, 1, 1);
    double[] powers = new double[5];
    int[] beyond = new int[4];
    for (float factor : factors) {
      double e = (factor - 1) / 0.5;
      for (int p = 1; p < powers.length; p++) {
        powers[p] += StrictMath.pow(e, p) / factors.length;
      }
      for (int limit = 0; limit < beyond.length; limit++) {
        beyond[limit] += Math.abs(e) > limit ? 1 : 0;
      }
    }
    assertThat(powers[1]).isCloseTo(0, within(0.015));
    assertThat(powers[2]).isCloseTo(1, within(0.025));
    assertThat(powers[3]).isCloseTo(0, within(0.06));
    assertThat(powers[4]).isCloseTo(3, within(0.2));
    assertThat((double) beyond[1] / factors.length).isCloseTo(0.3173, within(0.008));
    assertThat((double) beyond[2] / factors.length).isCloseTo(0.0455, within(0.004));
    assertThat((double) beyond[3] / factors.length).isCloseTo(0.0027, within(0.001));
  }

  @Test
  void neighboursAndPairsAreNotCorrelated() {
    float[] factors = factors(first, 1, 2, 3);
    for (int distance : new int[] {1, 2, 16, 32, 64}) {
      double sum = 0;
      for (int i = distance; i < factors.length; i++) {
        sum += (factors[i] - 1.0) * (factors[i - distance] - 1.0);
      }
      assertThat(sum / factors.length).as("distance %d", distance).isCloseTo(0, within(0.017));
    }
  }

  @Test
  void drawsDifferBySeedStepAndPlaceAndAreRepeatable() {
    float[] draw = factors(first, 0.5, 1, 1);
    assertThat(factors(first, 0.5, 1, 1)).isEqualTo(draw);
    assertThat(factors(first, 0.5, 2, 1)).isNotEqualTo(draw);
    assertThat(factors(first, 0.5, 1, 2)).isNotEqualTo(draw);
    assertThat(factors(second, 0.5, 1, 1)).isNotEqualTo(draw);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleDeviationsAreRefused(double deviation) {
    assertThatThrownBy(() -> new WeightNoise(deviation, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
