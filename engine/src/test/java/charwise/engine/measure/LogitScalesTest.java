package charwise.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogitScalesTest {
  /** Logits of random models, and items that are of each class as the scaled logits say. */
  private static final class Problem {
    final int classes;
    final int[] targets;
    final float[] first;
    final float[] second;

    Problem(int items, int classes, double a, double b, long seed) {
      this.classes = classes;
      targets = new int[items];
      first = new float[items * classes];
      second = new float[items * classes];
      RandomStream random = new RandomStream(seed);
      for (int item = 0; item < items; item++) {
        double[] p = new double[classes];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          first[item * classes + k] = (float) (4 * random.nextDouble());
          second[item * classes + k] =
              (float) (0.3 * first[item * classes + k] + 4 * random.nextDouble());
          p[k] = Math.exp(a * first[item * classes + k] + b * second[item * classes + k]);
          sum += p[k];
        }
        double draw = random.nextDouble() * sum;
        int k = 0;
        while (k < classes - 1 && draw >= p[k]) {
          draw -= p[k++];
        }
        targets[item] = k;
      }
    }

    /** Nats, where each target counts by n / (n + 1) and all classes alike by the rest. */
    double nats(double a, double b) {
      double guess = 1.0 / (targets.length + 1);
      double nats = 0;
      for (int item = 0; item < targets.length; item++) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
          sum += Math.exp(a * first[item * classes + k] + b * second[item * classes + k]);
        }
        for (int k = 0; k < classes; k++) {
          double share = guess / classes + (k == targets[item] ? 1 - guess : 0);
          nats +=
              share
                  * (Math.log(sum)
                      - a * first[item * classes + k]
                      - b * second[item * classes + k]);
        }
      }
      return nats;
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "0.2", "3"})
  void aTemperatureIsFoundAgain(double scale) {
    Problem problem = new Problem(20_000, 3, scale, 0, 7);
    assertThat(LogitScales.fit(problem.first, problem.targets, 3).first())
        .isCloseTo(scale, within(0.05 * scale));
  }

  @Test
  void noOtherTemperatureHasFewerNats() {
    for (int seed = 0; seed < 30; seed++) {
      Problem problem = new Problem(5 + 3 * seed, 2 + seed % 5, 0.1 * seed, 0, seed);
      double scale = LogitScales.fit(problem.first, problem.targets, problem.classes).first();
      double least = problem.nats(scale, 0);
      for (double other = 0.01; other < 8; other *= 1.1) {
        assertThat(problem.nats(other, 0)).isGreaterThanOrEqualTo(least - 1e-9);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "1.5, 0.2", "0.3, 2"})
  void twoScalesAreFoundAgain(double a, double b) {
    Problem problem = new Problem(20_000, 4, a, b, 7);
    LogitScales scales = LogitScales.fit(problem.first, problem.second, problem.targets, 4);
    assertThat(scales.first()).isCloseTo(a, within(0.07));
    assertThat(scales.second()).isCloseTo(b, within(0.07));
  }

  @ParameterizedTest
  @CsvSource({"1, -0.5", "-0.5, 1", "-1, -1", "0, 0", "0.7, 0.4"})
  void noOtherScalesOfZeroOrMoreHaveFewerNats(double a, double b) {
    for (int seed = 0; seed < 10; seed++) {
      Problem problem = new Problem(10 + 20 * seed, 2 + seed % 4, a, b, seed);
      LogitScales scales =
          LogitScales.fit(problem.first, problem.second, problem.targets, problem.classes);
      assertThat(scales.first()).isNotNegative();
      assertThat(scales.second()).isNotNegative();
      assertThat(scales.first() + scales.second()).isPositive();
      double least = problem.nats(scales.first(), scales.second());
      boolean guess = scales.first() + scales.second() <= 0.0101; // stands for both zero
      for (double i = guess ? 0.01 : 0; i < 3; i += 0.1) {
        for (double j = 0; j < 3; j += 0.1) {
          assertThat(problem.nats(i, j)).isGreaterThanOrEqualTo(least - 1e-9);
        }
      }
    }
  }

  /** Twenty right of twenty: one in 21 may be a guess, which is wrong half of the time. */
  @Test
  void whoIsAlwaysRightIsNotQuiteSure() {
    int[] targets = new int[20];
    float[] logits = new float[40];
    for (int i = 0; i < 20; i++) {
      targets[i] = i % 2;
      logits[2 * i + targets[i]] = 1;
    }
    double scale = LogitScales.fit(logits, targets, 2).first();
    assertThat(1 / (1 + Math.exp(-scale))).isCloseTo(1 - 1.0 / 42, within(1e-6));
  }

  @Test
  void modelsThatSayNothingOrTheSameDoNoHarm() {
    Problem problem = new Problem(500, 3, 1, 0, 7);
    float[] nothing = new float[1500];
    double alone = LogitScales.fit(problem.first, problem.targets, 3).first();
    assertThat(LogitScales.fit(problem.first, nothing, problem.targets, 3).first())
        .isCloseTo(alone, within(1e-6));
    LogitScales twice = LogitScales.fit(problem.first, problem.first, problem.targets, 3);
    assertThat(twice.first() + twice.second()).isCloseTo(alone, within(1e-6));
    assertThat(LogitScales.fit(nothing, problem.targets, 3).first()).isFinite().isPositive();
  }

  @Test
  void theSameItemsGiveTheSameBits() {
    Problem problem = new Problem(300, 5, 0.7, 0.4, 3);
    assertThat(LogitScales.fit(problem.first, problem.second, problem.targets, 5))
        .isEqualTo(LogitScales.fit(problem.first, problem.second, problem.targets, 5));
  }

  @Test
  void hugeLogitsStayFinite() {
    Problem problem = new Problem(300, 5, 0.7, 0, 3);
    float[] huge = new float[problem.first.length];
    for (int i = 0; i < huge.length; i++) {
      huge[i] = 1e5f * problem.first[i];
    }
    double scale = LogitScales.fit(problem.first, problem.targets, 5).first();
    assertThat(LogitScales.fit(huge, problem.targets, 5).first())
        .isCloseTo(scale / 1e5, within(1e-9));
    LogitScales usual = LogitScales.fit(problem.first, problem.second, problem.targets, 5);
    LogitScales scales = LogitScales.fit(huge, problem.second, problem.targets, 5);
    assertThat(scales.first()).isCloseTo(usual.first() / 1e5, within(1e-9));
    assertThat(scales.second()).isCloseTo(usual.second(), within(1e-4));
  }

  @Test
  void sizesThatDisagreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitScales.fit(new float[0], new int[0], 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitScales.fit(new float[3], new int[2], 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogitScales.fit(new float[4], new float[2], new int[2], 2));
  }
}
