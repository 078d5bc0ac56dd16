package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.task.GradientStep;
import charwise.engine.task.ItemPlan;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gradients of a step, with dropout, unknown units, windows with context and units without
 * tags, against differences of its loss.
 */
final class TaggerStepTest {
  private static final int STEP = 3;

  enum Kind {
    RESTORATION,
    ENTITIES
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gradientsAreDifferencesOfTheLoss(Kind kind) throws IOException {
    TaggerData data =
        kind == Kind.ENTITIES
            ? TaggerRuns.entities()
            : TaggerRuns.restoration(Restoration.CASE, Restoration.SPACES);
    TrainingPlan plan = TaggerRuns.plan(data, CellType.LSTM, 10);
    TaggerTask task = TaggerTask.of(plan, data);
    ItemPlan items = TaggerPlan.of(plan).items();
    WindowSize size = new WindowSize(24, 5);
    ItemPlan small = new ItemPlan(items.batchSize(), 24, 9 * 24, 50, 0.2, 0.3);
    try (Team team = new Team(2)) {
      GradientStep step =
          new TaggerStep(
              task.model(),
              new TrainingWindows(data, size, TaggerPlan.of(plan).model().hints() > 0),
              small,
              5,
              team);
      ParameterSet parameters = task.model().parameters();
      float[] values = parameters.values().clone();
      Loss loss = run(step, team);
      float[] gradients = parameters.gradients().clone();
      double norm = 0;
      for (float gradient : gradients) {
        norm += (double) gradient * gradient;
      }
      double delta = 0.01 / Math.sqrt(norm);
      double ahead = move(parameters.values(), values, gradients, delta, step, team);
      double behind = move(parameters.values(), values, gradients, -delta, step, team);

      assertThat(loss.count()).isLessThanOrEqualTo(step.units()).isGreaterThan(20);
      assertThat((ahead - behind) / (2 * delta)).isCloseTo(norm, within(0.005 * norm));
    }
  }

  private static double move(
      float[] weights, float[] from, float[] along, double delta, GradientStep step, Team team) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (from[i] + delta * along[i]);
    }
    return run(step, team).natsPerCharacter();
  }

  private static Loss run(GradientStep step, Team team) {
    step.load(STEP);
    team.run(step::backpropagate);
    return step.loss();
  }
}
