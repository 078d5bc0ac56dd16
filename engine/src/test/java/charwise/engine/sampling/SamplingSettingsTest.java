package charwise.engine.sampling;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingSettingsTest {
  private static final SamplingSettings DEFAULT = SamplingSettings.DEFAULT;

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesATemperatureOutOfRange(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withTemperature(value))
        .withMessage("temperature must be 0 or more, not " + value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesATopPOutOfRange(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withTopP(value))
        .withMessage("top-p must be above 0 and at most 1, not " + value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAMinPOutOfRange(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withMinP(value))
        .withMessage("min-p must be between 0 and 1, not " + value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARepeatPenaltyOutOfRange(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withRepeatPenalty(value))
        .withMessage("repeat-penalty must be above 0, not " + value);
  }

  @Test
  void refusesANegativeTopK() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withTopK(-1))
        .withMessage("top-k must be 0 (all) or more, not -1");
  }

  @Test
  void temperatureZeroIsGreedyAndAnyOtherIsNot() {
    SamplingSettings greedy = DEFAULT.withTemperature(0);

    assertThat(greedy.greedy()).isTrue();
    assertThat(greedy.withGreedy(false).greedy()).isTrue();
    assertThat(greedy.withTemperature(0.5).greedy()).isFalse();
    assertThat(DEFAULT.withGreedy(true).withTopK(3).greedy()).isTrue();
  }

  @Test
  void changesOneSettingAtATime() {
    SamplingSettings changed =
        DEFAULT
            .withTemperature(0.5)
            .withTopK(3)
            .withTopP(0.9)
            .withMinP(0.05)
            .withRepeatPenalty(1.2)
            .withGreedy(true);

    assertThat(changed).isEqualTo(new SamplingSettings(0.5, 3, 0.9, 0.05, 1.2, true));
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0, 1, 0, 1, Temperature",
    "1, 5, 1, 0, 1, TopK",
    "1, 0, 0.9, 0, 1, TopP",
    "1, 0, 1, 0.1, 1, MinP",
    "1, 0, 1, 0, 1.1, RepetitionPenalty",
    "0.5, 5, 0.9, 0.1, 1.1, RepetitionPenalty Temperature TopK TopP MinP",
    "0, 5, 0.9, 0.1, 1.1, RepetitionPenalty",
    "1, 0, 1, 0, 1, ''"
  })
  void asksForTheStagesThatChangeSomethingInTheStatedOrder(
      double temperature, int topK, double topP, double minP, double penalty, String stages) {
    var settings = new SamplingSettings(temperature, topK, topP, minP, penalty, false);

    assertThat(settings.stages().stream().map(SamplingSettingsTest::name).collect(joining(" ")))
        .isEqualTo(stages);
  }

  private static String name(SamplerStage stage) {
    return stage.getClass().getSimpleName();
  }
}
