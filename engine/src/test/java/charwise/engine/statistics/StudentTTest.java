package charwise.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** The usual printed table; infinitely many degrees of freedom would give 1.960 and 2.576. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.95, 12.706", "2, 0.95, 4.303", "3, 0.95, 3.182", "4, 0.95, 2.776", "5, 0.95, 2.571",
    "9, 0.95, 2.262", "10, 0.95, 2.228", "20, 0.95, 2.086", "30, 0.95, 2.042", "120, 0.95, 1.980",
    "1, 0.99, 63.657", "2, 0.99, 9.925", "5, 0.99, 4.032", "10, 0.99, 3.169", "30, 0.99, 2.750",
    "1, 0.90, 6.314", "7, 0.80, 1.415"
  })
  void quantilesAreThoseOfTheTable(int degrees, double probability, double expected) {
    assertThat(StudentT.centralQuantile(probability, degrees)).isCloseTo(expected, within(5e-4));
  }

  /** Closed forms: 2/π · arctan t with one degree of freedom, t/√(2 + t²) with two. */
  @Test
  void probabilitiesAreExactWhereThereIsAClosedForm() {
    for (double t : new double[] {0, 0.3, 1, 2.5, 40}) {
      assertThat(StudentT.central(t, 1)).isCloseTo(2 / Math.PI * Math.atan(t), within(1e-15));
      assertThat(StudentT.central(t, 2)).isCloseTo(t / Math.sqrt(2 + t * t), within(1e-15));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0.5", "3, 0.95", "50, 0.999", "1001, 0.95"})
  void aQuantileHasItsProbability(int degrees, double probability) {
    double t = StudentT.centralQuantile(probability, degrees);
    assertThat(StudentT.central(t, degrees)).isCloseTo(probability, within(1e-12));
  }

  @Test
  void impossibleQuestionsAreRefused() {
    assertThatThrownBy(() -> StudentT.centralQuantile(1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudentT.centralQuantile(Double.NaN, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StudentT.central(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
