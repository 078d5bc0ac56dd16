package charwise.engine.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunResultTest {
  private static double stepsToGoal(double... metrics) {
    List<RunResult.Point> curve = new ArrayList<>();
    for (int i = 0; i < metrics.length; i++) {
      curve.add(new RunResult.Point(100L * (i + 1), 0, 0, 0, 0, metrics[i]));
    }
    return RunResult.stepsToGoal(curve);
  }

  @Test
  void theGoalIsReachedOnTheWayBetweenEvaluations() {
    assertThat(stepsToGoal(0.5, 0.8, 1.0)).isEqualTo(250);
    assertThat(stepsToGoal(0.9)).isEqualTo(100);
    assertThat(stepsToGoal(0.95, 0.2)).isLessThan(100);
  }

  @Test
  void whoseCurveStaysBelowNeverGetsThere() {
    assertThat(stepsToGoal(0.5, 0.89)).isInfinite();
    assertThat(stepsToGoal()).isInfinite();
  }
}
