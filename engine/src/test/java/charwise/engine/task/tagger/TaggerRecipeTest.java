package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.task.EncoderRequest;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TaggerRecipeTest {
  private static TaggerData data;

  @BeforeAll
  static void someText() throws IOException {
    data = TaggerRuns.restoration(Restoration.DIACRITICS);
  }

  private static double rate(long steps, int hiddenSize) {
    var encoder = new EncoderRequest(null, hiddenSize, null, null, null, null, null);
    var request =
        new TaggerRequest(encoder, null, null, Budget.ofSteps(steps), OptimizationRequest.OPEN, 1);
    return TaggerRecipe.plan(request, data, 1).optimization().rate().peak();
  }

  @Test
  void theRateFallsWithSteps() {
    assertThat(rate(10, 128)).isEqualTo(1e-2);
    assertThat(rate(1000, 128)).isEqualTo(1e-2);
    assertThat(rate(8000, 128)).isCloseTo(0.536e-2, within(1e-5));
  }

  @Test
  void theRateFallsWithUnits() {
    assertThat(rate(500, 64)).isEqualTo(1e-2);
    assertThat(rate(500, 512)).isCloseTo(0.5e-2, within(1e-9));
  }
}
