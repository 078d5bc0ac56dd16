package charwise.engine.task.transducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransducerRecipeTest {
  private static TrainingPlan plan(TransducerData data, TransducerRequest open, long steps) {
    return TransducerRecipe.plan(open.with(Budget.ofSteps(steps)), data, 1);
  }

  private static double rate(TrainingPlan plan) {
    return plan.optimization().rate().peak();
  }

  private static int hidden(TrainingPlan plan) {
    return TransducerPlan.of(plan).model().encoder().hiddenSize();
  }

  private static TransducerData pairs(int count) throws IOException {
    PairsBuilder builder = Pairs.builder(Units.CODEPOINT, TargetUnits.CODEPOINT);
    for (int i = 0; i < count; i++) {
      builder.add(Integer.toString(i), List.of(), Integer.toString(i % 10), "here");
    }
    return TransducerData.split(builder.build(), 0.1);
  }

  @Test
  void theRateFallsWithSteps() throws IOException {
    TransducerData data = SmallPairs.data();
    TransducerRequest open = TransducerRequest.open(7);
    assertThat(rate(plan(data, open, 10))).isEqualTo(6e-3);
    assertThat(rate(plan(data, open, 1000))).isEqualTo(6e-3);
    assertThat(rate(plan(data, open, 32_000))).isCloseTo(1.5e-3, within(1e-9));
  }

  @Test
  void manyPairsHaveTwiceTheUnitsAndALowerRate() throws IOException {
    TransducerRequest open = TransducerRequest.open(7);
    TrainingPlan few = plan(pairs(30_000), open, 500);
    TrainingPlan many = plan(pairs(60_000), open, 500);
    assertThat(hidden(few)).isEqualTo(128);
    assertThat(hidden(many)).isEqualTo(256);
    assertThat(rate(many)).isCloseTo(rate(few) / Math.sqrt(2), within(1e-9));
  }
}
