package charwise.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestTest {
  @Test
  void differencesOfOneSignAreTwoOfAllWays() {
    assertThat(PairedTest.permutation(0.1, 0.5, 0.2)).isEqualTo(2.0 / 8);
    assertThat(PairedTest.permutation(-3, -1, -7, -2, -0.5)).isEqualTo(2.0 / 32);
    assertThat(PairedTest.permutation(4)).isEqualTo(1);
  }

  /** Of the eight sums of ±1 ±2 ±4 those of at least 5 are 5 and 7, with either sign. */
  @Test
  void allWaysAreCounted() {
    assertThat(PairedTest.permutation(-1, 2, 4)).isEqualTo(4.0 / 8);
  }

  /** 0.1 + 0.2 and 0.3 are not the same double. */
  @Test
  void sumsThatAreEqualButForRoundingAreEqual() {
    assertThat(PairedTest.permutation(0.1, 0.2, -0.3)).isEqualTo(1);
    assertThat(PairedTest.permutation(0.3, -0.1, -0.2)).isEqualTo(1);
    assertThat(PairedTest.permutation(0, 0)).isEqualTo(1);
  }

  /** If there is no difference, it says so: one time in twenty it is below a twentieth. */
  @Test
  void falseAlarmsAreAsRareAsTheySay() {
    RandomStream random = new RandomStream(8);
    int alarms = 0;
    for (int trial = 0; trial < 2000; trial++) {
      double[] differences = new double[8];
      Arrays.setAll(differences, i -> random.nextDouble() - 0.5);
      alarms += PairedTest.permutation(differences) <= 0.05 ? 1 : 0;
    }
    assertThat(alarms).isBetween(60, 130);
  }

  /** The mean of 1, 2, 4 is 2.65 standard errors from 0, with two degrees of freedom. */
  @Test
  void studentsTestAgreesWithItsIntervals() {
    assertThat(PairedTest.student(1, 2, 4)).isCloseTo(0.1181, within(1e-4));
    RandomStream random = new RandomStream(5);
    for (int trial = 0; trial < 500; trial++) {
      double[] differences = new double[2 + trial % 6];
      Arrays.setAll(differences, i -> random.nextDouble() - 0.2);
      assertThat(PairedTest.student(differences) < 0.05)
          .isEqualTo(MeanInterval.of(differences).excludesZero());
    }
    assertThatIllegalArgumentException().isThrownBy(() -> PairedTest.student(1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "5, 0", "0, 6", "8, 2", "3, 17", "50, 73", "400, 460", "1500, 1000"})
  void theSignTestSumsTheBinomialDistribution(int wins, int losses) {
    int n = wins + losses;
    BigInteger tail = BigInteger.ZERO;
    BigInteger term = BigInteger.ONE;
    for (int k = 0; k <= Math.min(wins, losses); k++) {
      tail = tail.add(term);
      term = term.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
    }
    double exact =
        new BigDecimal(tail)
            .multiply(BigDecimal.TWO)
            .divide(new BigDecimal(BigInteger.TWO.pow(n)))
            .min(BigDecimal.ONE)
            .doubleValue();
    assertThat(PairedTest.sign(wins, losses)).isCloseTo(exact, within(1e-9 * exact));
  }

  @Test
  void aMillionPairsAreNoTrouble() {
    assertThat(PairedTest.sign(500_000, 500_980)).isCloseTo(0.3278, within(1e-3));
    assertThat(PairedTest.sign(400_000, 600_000)).isZero();
  }

  @Test
  void impossiblePairsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(PairedTest::permutation);
    assertThatIllegalArgumentException().isThrownBy(() -> PairedTest.permutation(new double[25]));
    assertThatIllegalArgumentException().isThrownBy(() -> PairedTest.sign(-1, 2));
  }
}
