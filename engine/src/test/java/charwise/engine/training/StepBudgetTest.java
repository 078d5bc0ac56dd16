package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.StepBudget.Budget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets of time on machines that exist on paper only, so that no test depends on a real one. */
final class StepBudgetTest {
  private static final double OPERATIONS_PER_SECOND = 30e9;
  private static final int LENGTH = 400_000;

  /**
   * Code becomes fast within so many seconds on free cores; on shared ones it takes as much longer
   * as everything else.
   */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 0",
    "0.5, 1, 3",
    "0.5, 3, 3",
    "0.5, 5, 3",
    "1, 3, 4",
    "2, 1, 3",
    "2, 3, 3",
    "2, 6, 5",
    "60, 1, 3",
    "60, 6, 5"
  })
  void minutesAreKeptHoweverBusyTheMachine(double minutes, double load, double warmUp)
      throws IOException {
    Machine machine = new Machine(load, warmUp);
    long steps = machine.stepsIn(minutes);
    assertThat(machine.secondsOfRun(steps)).isBetween(0.85 * 60 * minutes, 1.15 * 60 * minutes);
  }

  /** The fault: ten evaluations, measured while code was slow, left no time for steps. */
  @Test
  void slowCodeAtFirstLeavesTimeForSteps() throws IOException {
    Machine machine = new Machine(3, 3);
    assertThat(machine.stepsIn(0.5)).isGreaterThan(150);
  }

  @Test
  void whatWasSpentBeforeCounts() throws IOException {
    Machine machine = new Machine(1, 0);
    machine.now += 20_000_000_000L; // reading the text, for instance
    assertThat(machine.stepsIn(1)).isLessThan((long) (0.9 * new Machine(1, 0).stepsIn(1)));
  }

  @Test
  void noTimeAtAllIsStillAStep() throws IOException {
    Machine machine = new Machine(1, 3);
    machine.now += 90_000_000_000L;
    assertThat(machine.stepsIn(1)).isEqualTo(1);
    Budget minute = new Budget(null, null, 1.0, 1_000_000_000L);
    assertThat(machine.stepsIn(minute, 0.05)).isEqualTo(1);
  }

  /** Its speed doubles and halves every two seconds, so that windows never agree for long. */
  @ParameterizedTest
  @CsvSource({"1, 0.2", "3, 0.1", "10, 0.06"})
  void mostOfTheTimeIsForTheRun(double minutes, double share) throws IOException {
    Machine machine = new Machine(1, 3);
    machine.changing = true;
    machine.stepsIn(minutes);
    assertThat(machine.spentSeconds()).isLessThan(share * 60 * minutes);
  }

  /** An hour for what takes seconds or minutes: a guess or the first measurement says so. */
  @ParameterizedTest
  @CsvSource({"0.5, 0", "4, 20"})
  void muchMoreTimeThanNeededIsNotMeasuredForLong(double mostEpochs, double seconds)
      throws IOException {
    Machine machine = new Machine(1, 3);
    Budget hour = new Budget(null, null, 60.0, 1_000_000_000L);
    long steps = machine.stepsIn(hour, mostEpochs);
    assertThat(steps).isEqualTo(new Machine(1, 0).stepsIn(Budget.OPEN, mostEpochs));
    assertThat(machine.spentSeconds()).isLessThanOrEqualTo(seconds);
    assertThat(machine.secondsOfRun(steps)).isLessThan(3600);
  }

  /** A machine with a clock of its own. */
  private static final class Machine {
    private final double load;
    private final double warmUp;
    private final TrainingText text;
    private long now = 1_000_000_000L;
    private long turns;
    private boolean changing;

    Machine(double load, double warmUp) throws IOException {
      this.load = load;
      this.warmUp = warmUp;
      byte[] letters =
          "the quick brown fox \n".repeat(LENGTH / 21).getBytes(StandardCharsets.UTF_8);
      Corpus all =
          Corpus.builder(Units.CODEPOINT)
              .items(Items.NONE)
              .add("fox", new ByteArrayInputStream(letters))
              .build();
      int cut = all.length() * 9 / 10;
      text = new TrainingText(all.slice(0, cut), all.slice(cut, all.length()));
    }

    long stepsIn(double minutes) {
      return stepsIn(new Budget(null, null, minutes, 1_000_000_000L), 10_000);
    }

    long stepsIn(Budget budget, double mostEpochs) {
      return new StepBudget(this::plan, FakeTrial::new, () -> now)
          .steps(budget, text.train().length(), mostEpochs, 1e18);
    }

    private TrainingPlan plan(long steps) {
      return Recipe.plan(PlanRequest.open(Items.NONE, 42).inSteps(steps), text, 1);
    }

    /** What the run takes from now on, and what was spent before. */
    double secondsOfRun(long steps) {
      TrainingPlan plan = plan(steps);
      FakeTrial run = new FakeTrial(plan);
      for (long step = 0; step < steps; step++) {
        run.step();
        if ((step + 1) % plan.evaluationEvery() == 0 || step + 1 == steps) {
          spend(run.evaluationSeconds());
        }
      }
      return spentSeconds();
    }

    double spentSeconds() {
      return (now - 1_000_000_000L) * 1e-9;
    }

    /** Seconds of work on a free core whose code is compiled. */
    private void spend(double seconds) {
      double cold = Math.max(0, 1 - spentSeconds() / (warmUp * load + 1e-9));
      double slow = changing && (long) (spentSeconds() / 2) % 2 == 1 ? 2 : 1;
      double others = slow * (load + 0.3 * (load - 1) * Math.sin(turns++ * 0.7));
      now += (long) (1e9 * seconds * others * (1 + 400 * Math.pow(cold, 4)));
    }

    private final class FakeTrial implements Trial {
      private final TrainingPlan plan;

      FakeTrial(TrainingPlan plan) {
        this.plan = plan;
      }

      @Override
      public void step() {
        spend(plan.operationsPerStep() / OPERATIONS_PER_SECOND);
      }

      double evaluationSeconds() {
        return text.validation().length()
            * 2
            * plan.operationsPerStep()
            / plan.task().unitsPerStep()
            / OPERATIONS_PER_SECOND;
      }

      @Override
      public double evaluatePart() {
        spend(0.01 * evaluationSeconds());
        return 0.01;
      }

      @Override
      public void close() {}
    }
  }
}
