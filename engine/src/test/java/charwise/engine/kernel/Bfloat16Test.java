package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bfloat16Test {
  /** Between 1 and 2 such numbers are 1/128 apart. */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.00390625, 1",
    "1.00390637, 1.0078125",
    "1.01171875, 1.015625",
    "-1.00390625, -1",
    "-1.01171875, -1.015625",
    "1.998, 2",
    "1e-45, 0",
    "3.4028235e38, Infinity",
  })
  void roundsToTheNearestAndToEvenBetween(float value, float nearest) {
    assertThat(Bfloat16.round(value)).isEqualTo(nearest);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void whatIsNotFiniteStaysSo(float value) {
    assertThat(Bfloat16.round(value)).isEqualTo(Float.valueOf(value));
  }

  @Test
  void aPackedRowHoldsAllColumns() {
    float[] row = new float[3 + Panels.WIDTH];
    for (int i = 0; i < Panels.WIDTH; i++) {
      row[3 + i] = i - 20;
    }
    int[] packed = new int[1 + Bfloat16.PANEL_INTS];
    Bfloat16.packRow(row, 3, packed, 1);
    for (int i = 0; i < Strip.WIDTH; i++) {
      assertThat(Bfloat16.lower(packed[1 + i])).isEqualTo(i - 20);
      assertThat(Bfloat16.upper(packed[1 + i])).isEqualTo(i - 4);
      assertThat(Bfloat16.lower(packed[17 + i])).isEqualTo(i + 12);
      assertThat(Bfloat16.upper(packed[17 + i])).isEqualTo(i + 28);
    }
  }
}
