package charwise.engine.comparison.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselinesTest {
  /** Order 4 knows too much by heart and is worse than order 3. */
  private final Baselines baselines = new Baselines(6, List.of(4.5, 3.4, 2.5, 2.7));

  @ParameterizedTest
  @CsvSource({
    "6.5, -",
    "6, -",
    "5, uniform",
    "4.4, 1-gram",
    "3.0, 2-gram",
    "2.6, 4-gram",
    "2.4, 3-gram"
  })
  void theStrongestThatAResultIsBetterThanIsNamed(double bits, String beaten) {
    assertThat(baselines.beatenBy(bits)).isEqualTo(beaten);
  }
}
