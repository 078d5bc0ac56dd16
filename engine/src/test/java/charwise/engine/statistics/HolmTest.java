package charwise.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"). */
  @Test
  void correctedProbabilitiesAreThoseOfR() {
    assertThat(Holm.corrected(0.01, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void oneTestNeedsNoCorrectionAndNoneIsAboveOne() {
    assertThat(Holm.corrected(0.3)).containsExactly(0.3);
    assertThat(Holm.corrected(0.6, 0.9)).containsExactly(1, 1);
    assertThat(Holm.corrected()).isEmpty();
  }

  @Test
  void theOrderStaysAndNothingBecomesSmaller() {
    RandomStream random = new RandomStream(3);
    for (int trial = 0; trial < 100; trial++) {
      double[] probabilities = new double[1 + random.nextInt(9)];
      Arrays.setAll(probabilities, i -> random.nextDouble() * random.nextDouble());
      double[] corrected = Holm.corrected(probabilities);
      for (int i = 0; i < corrected.length; i++) {
        assertThat(corrected[i]).isBetween(probabilities[i], 1.0);
        for (int j = 0; j < corrected.length; j++) {
          assertThat(probabilities[i] < probabilities[j] && corrected[i] > corrected[j]).isFalse();
        }
      }
    }
  }
}
