package charwise.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.parameter.ParameterSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParameterUpdateTest {
  private static ParameterSet parameters() {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    builder.add(300, 130);
    ParameterSet parameters = builder.build();
    RandomStream random = new RandomStream(1);
    for (int i = parameters.places().from(); i < parameters.size(); i++) {
      parameters.values()[i] = (float) (random.nextDouble() - 0.5);
      parameters.gradients()[i] = (float) (random.nextDouble() - 0.5);
    }
    return parameters;
  }

  private static double step(
      ParameterSet parameters, OptimizerType type, Clipping clipping, double decay, int threads) {
    ParameterUpdate update =
        new ParameterUpdate(parameters, type.create(parameters.size()), clipping, decay);
    try (Team team = new Team(threads)) {
      for (int t = 1; t <= 3; t++) {
        team.run(member -> update.measure(team, member));
        ParameterUpdate.Constants constants = update.prepare(t, 0.01, update.gradientNorm());
        team.run(member -> update.apply(team, member, constants));
      }
    }
    return update.gradientNorm();
  }

  @Test
  void theNormIsThatOfAllGradients() {
    ParameterSet parameters = parameters();
    double exact = 0;
    for (float g : parameters.gradients()) {
      exact += (double) g * g;
    }
    double norm = step(parameters, OptimizerType.SGD, Clipping.NONE, 0, 1);
    assertThat(norm).isCloseTo(Math.sqrt(exact), within(1e-3));
  }

  @ParameterizedTest
  @EnumSource(OptimizerType.class)
  void threadsShareTheWorkWithoutATrace(OptimizerType type) {
    ParameterSet one = parameters();
    ParameterSet three = parameters();
    double norm = step(one, type, Clipping.norm(0.3), 0.1, 1);
    assertThat(step(three, type, Clipping.norm(0.3), 0.1, 3)).isEqualTo(norm);
    assertThat(three.values()).isEqualTo(one.values());
  }

  @ParameterizedTest
  @EnumSource(OptimizerType.class)
  void everyRuleMovesAgainstTheGradient(OptimizerType type) {
    ParameterSet parameters = parameters();
    float[] before = parameters.values().clone();
    step(parameters, type, Clipping.NONE, 0, 2);
    for (int i = 0; i < before.length; i++) {
      float g = parameters.gradients()[i];
      if (Math.abs(g) > 1e-3) {
        assertThat(Math.signum(parameters.values()[i] - before[i])).isEqualTo(-Math.signum(g));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerType.class)
  void weightDecayShrinksWeightsWithoutAGradient(OptimizerType type) {
    ParameterSet parameters = parameters();
    java.util.Arrays.fill(parameters.gradients(), 0f);
    float[] before = parameters.values().clone();
    step(parameters, type, Clipping.NONE, 0.5, 1);
    double kept = Math.pow(1 - 0.01 * 0.5, 3);
    for (int i = parameters.places().from(); i < before.length; i++) {
      assertThat((double) parameters.values()[i]).isCloseTo(before[i] * kept, within(1e-6));
    }
  }

  @Test
  void tablesLearnAtTheirOwnRateAndAllElseAtThatOfTheStep() {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    builder.add(3, 64);
    builder.addTable(400, 64);
    builder.add(5, 64);
    ParameterSet parameters = builder.build();
    java.util.Arrays.fill(parameters.gradients(), 1f);
    ParameterUpdate update =
        new ParameterUpdate(
            parameters, OptimizerType.SGD.create(parameters.size()), Clipping.NONE, 0, 4, 2);
    try (Team team = new Team(3)) {
      team.run(member -> update.measure(team, member));
      ParameterUpdate.Constants constants = update.prepare(1, 0.5, update.gradientNorm());
      team.run(member -> update.apply(team, member, constants));
    }
    ParameterSet.Range table = parameters.tables().getFirst();
    assertThat(table.to() - table.from()).isEqualTo(400 * 64);
    for (int i = parameters.places().from(); i < parameters.size(); i++) {
      boolean inTable = i >= table.from() && i < table.to();
      assertThat(parameters.values()[i]).as("%s", i).isEqualTo(inTable ? -2f : -0.5f);
    }
  }

  @Test
  void clippingByNormScalesAllGradientsTogether() {
    assertThat(Clipping.norm(5).scale(10)).isEqualTo(0.5);
    assertThat(Clipping.norm(5).scale(4)).isEqualTo(1);
    assertThat(Clipping.norm(5).elementLimit()).isInfinite();
    ParameterSet clipped = parameters();
    ParameterSet scaled = parameters();
    double norm = step(parameters(), OptimizerType.SGD, Clipping.NONE, 0, 1);
    for (int i = 0; i < scaled.size(); i++) {
      scaled.gradients()[i] *= (float) (1 / norm);
    }
    step(clipped, OptimizerType.SGD, Clipping.norm(1), 0, 1);
    step(scaled, OptimizerType.SGD, Clipping.NONE, 0, 1);
    for (int i = 0; i < scaled.size(); i++) {
      assertThat((double) clipped.values()[i]).isCloseTo(scaled.values()[i], within(1e-6));
    }
  }

  @Test
  void clippingByValueCutsEachElementOff() {
    assertThat(Clipping.value(0.2).scale(1e9)).isEqualTo(1);
    ParameterSet clipped = parameters();
    ParameterSet cut = parameters();
    for (int i = 0; i < cut.size(); i++) {
      cut.gradients()[i] = Math.clamp(cut.gradients()[i], -0.2f, 0.2f);
    }
    step(clipped, OptimizerType.ADAM, Clipping.value(0.2), 0, 1);
    step(cut, OptimizerType.ADAM, Clipping.NONE, 0, 1);
    assertThat(clipped.values()).isEqualTo(cut.values());
  }

  @Test
  void limitsMustBePositive() {
    assertThatThrownBy(() -> Clipping.norm(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Clipping.value(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
