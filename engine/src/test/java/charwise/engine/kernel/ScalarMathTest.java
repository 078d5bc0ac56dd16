package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalarMathTest {
  @Test
  void expIsWithinTwoUnitsInTheLastPlace() {
    double worst = 0;
    for (float x = -87f; x < 88f; x += 0.0137f) {
      double exact = StrictMath.exp(x);
      worst = Math.max(worst, Math.abs(ScalarMath.exp(x) - exact) / Math.ulp((float) exact));
    }
    assertThat(worst).isLessThan(2);
  }

  @Test
  void expIsClampedBeyondItsRange() {
    assertThat(ScalarMath.exp(-1e9f)).isEqualTo(ScalarMath.exp(-87f)).isPositive();
    assertThat(ScalarMath.exp(1e9f)).isEqualTo(ScalarMath.exp(88f)).isFinite();
  }

  @Test
  void tanhIsWithinThreeTenMillionths() {
    for (float x = -12f; x < 12f; x += 0.0021f) {
      assertThat((double) ScalarMath.tanh(x)).isCloseTo(StrictMath.tanh(x), within(3e-7));
    }
  }

  @Test
  void tanhIsOddAndZeroAtZero() {
    assertThat(ScalarMath.tanh(0f)).isZero();
    for (float x = 0.01f; x < 9f; x += 0.37f) {
      assertThat(ScalarMath.tanh(-x)).isEqualTo(-ScalarMath.tanh(x));
    }
  }

  @Test
  void sigmoidRunsFromZeroToOneThroughAHalf() {
    assertThat(ScalarMath.sigmoid(0f)).isEqualTo(0.5f);
    assertThat((double) ScalarMath.sigmoid(-20f)).isCloseTo(0, within(1e-6));
    assertThat((double) ScalarMath.sigmoid(20f)).isCloseTo(1, within(1e-6));
    assertThat((double) ScalarMath.sigmoid(1f))
        .isCloseTo(1 / (1 + StrictMath.exp(-1)), within(2e-7));
  }

  @Test
  void normalIsHalfAnErrorFunction() {
    assertThat(ScalarMath.normal(0f)).isEqualTo(0.5f);
    // Φ by the trapezoidal rule over the density, from far below.
    double sum = 0;
    double step = 1.0 / 1024;
    for (int i = -10 * 1024; i < 6 * 1024; i++) {
      double x = i * step;
      if (i % 64 == 0 && i > -6 * 1024) {
        double exact = (sum + StrictMath.exp(-x * x / 2) / 2) * step / StrictMath.sqrt(2 * Math.PI);
        assertThat((double) ScalarMath.normal((float) x)).isCloseTo(exact, within(3e-7));
      }
      sum += StrictMath.exp(-x * x / 2);
    }
  }

  @Test
  void softplusIsWithinThreeUnitsInTheLastPlace() {
    double worst = 0;
    for (float x = -60f; x < 60f; x += 0.0113f) {
      double exact = StrictMath.log1p(StrictMath.exp(x));
      worst = Math.max(worst, Math.abs(ScalarMath.softplus(x) - exact) / Math.ulp((float) exact));
    }
    assertThat(worst).isLessThan(3.5);
  }

  @Test
  void aRadiusIsThatOfTwoNormalNumbers() {
    for (int i = 0; i < 1 << 16; i++) {
      int bits = ScalarMath.mix(3, i);
      double u = 1 - (bits >>> 9) * 0x1p-23;
      double exact = StrictMath.sqrt(-2 * StrictMath.log(u));
      assertThat((double) ScalarMath.normalRadius(bits))
          .isCloseTo(exact, within(2e-7 * (exact + 1 / Math.max(1e-3, exact))));
    }
    assertThat(ScalarMath.normalRadius(0)).isZero();
    assertThat((double) ScalarMath.normalRadius(-1))
        .isCloseTo(StrictMath.sqrt(46 * StrictMath.log(2)), within(1e-6));
  }

  @Test
  void aLogarithmIsThatOfItsNumber() {
    for (float x = ScalarMath.LN_MINIMUM; x < 1e30f; x *= 1.001f) {
      double exact = StrictMath.log(x);
      assertThat((double) ScalarMath.ln(x)).isCloseTo(exact, within(2e-7 * (1 + Math.abs(exact))));
    }
    assertThat(ScalarMath.ln(1)).isZero();
  }

  @Test
  void aRandomAngleHasAPointOnTheCircleInEachQuarter() {
    int[] quarters = new int[4];
    for (int i = 0; i < 4000; i++) {
      int bits = ScalarMath.mix(4, i);
      double angle = (bits >>> 9) * 0x1p-23 * Math.PI / 2;
      float x = ScalarMath.randomCosine(bits);
      float y = ScalarMath.randomSine(bits);
      assertThat(Math.abs((double) x)).isCloseTo(StrictMath.cos(angle), within(6e-7));
      assertThat(Math.abs((double) y)).isCloseTo(StrictMath.sin(angle), within(6e-7));
      quarters[(x < 0 ? 1 : 0) + (y < 0 ? 2 : 0)]++;
    }
    for (int quarter : quarters) {
      assertThat(quarter).isBetween(900, 1100);
    }
  }

  @Test
  void notANumberStaysSo() {
    assertThat(ScalarMath.tanh(Float.NaN)).isNaN();
    assertThat(ScalarMath.sigmoid(Float.NaN)).isNaN();
  }

  @Test
  void mixingSpreadsNeighboursOverTheWholeRange() {
    int below = 0;
    for (int i = 0; i < 100_000; i++) {
      below += Integer.compareUnsigned(ScalarMath.mix(5, i), 0x40000000) < 0 ? 1 : 0;
    }
    assertThat(below).isBetween(24_500, 25_500);
  }
}
