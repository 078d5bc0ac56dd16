package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.LabelledItems;
import charwise.engine.data.Units;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final Conditions ABC = new Conditions(List.of("a", "b", "c"), List.of(6L, 3L, 1L));

  @Test
  void thePosteriorIsPriorTimesLikelihood() {
    double[] likelihoods = {0.125, 0.5, 0.25};
    double[] nats = Arrays.stream(likelihoods).map(p -> -StrictMath.log(p)).toArray();

    double[] posterior = ABC.posterior(nats, 0);

    double all = 6 * 0.125 + 3 * 0.5 + 0.25;
    assertThat(posterior[0]).isCloseTo(6 * 0.125 / all, within(1e-15));
    assertThat(posterior[1]).isCloseTo(3 * 0.5 / all, within(1e-15));
    assertThat(posterior[2]).isCloseTo(0.25 / all, within(1e-15));
    assertThat(ABC.likeliest(nats, 0)).isEqualTo(1);
  }

  @Test
  void textsOfAnyLengthHaveAPosterior() {
    double[] nats = {7, 1e6 + 2, 1e6 + 0.5, 1e6};

    double[] posterior = ABC.posterior(nats, 1);

    assertThat(Arrays.stream(posterior).sum()).isCloseTo(1, within(1e-15));
    double odds = StrictMath.exp(1.5) * 3 / 6;
    assertThat(posterior[1] / posterior[0]).isCloseTo(odds, within(1e-9));
    assertThat(ABC.likeliest(nats, 1)).isEqualTo(1);
  }

  @Test
  void ofEquallyLikelyConditionsTheFirstIsChosen() {
    var alike = new Conditions(List.of("a", "b", "c"), List.of(1L, 2L, 2L));

    assertThat(alike.likeliest(new double[] {5, 4, 4}, 0)).isEqualTo(1);
    assertThat(alike.mostFrequent()).isEqualTo(1);
  }

  @Test
  void aConditionWithoutTextsIsNeverLikely() {
    var some = new Conditions(List.of("a", "b"), List.of(0L, 2L));

    assertThat(some.posterior(new double[] {1, 900}, 0)).containsExactly(0, 1);
    assertThat(some.likeliest(new double[] {1, 900}, 0)).isEqualTo(1);
  }

  @Test
  void theyAreThoseOfTheItems() throws IOException {
    LabelledItems items =
        LabelledItems.builder(Units.CODEPOINT)
            .lines()
            .add("x", "two", "here")
            .add("y", "one", "here")
            .add("z", "two", "here")
            .build();

    Conditions conditions = Conditions.of(items);

    assertThat(conditions).isEqualTo(new Conditions(List.of("one", "two"), List.of(1L, 2L)));
    assertThat(conditions.id("two")).isEqualTo(1);
    assertThat(conditions.id("three")).isEqualTo(LanguageModelConfig.NO_CONDITION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,a:1,1", "a,:1,1", "a,b:1", "a,b:1,-1", "a,b:0,0"})
  void namesAreDistinctAndSomeTextsCounted(String namesAndCounts) {
    String[] parts = namesAndCounts.split(":", -1);
    List<String> names = List.of(parts[0].split(",", -1));
    List<Long> counts = Arrays.stream(parts[1].split(",")).map(Long::valueOf).toList();

    assertThatIllegalArgumentException().isThrownBy(() -> new Conditions(names, counts));
  }
}
