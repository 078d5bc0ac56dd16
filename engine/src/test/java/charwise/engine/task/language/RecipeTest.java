package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.json.JsonFields;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import charwise.engine.training.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
  private static TrainingText text(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    Corpus all =
        Corpus.builder(Units.CODEPOINT).add("test", new ByteArrayInputStream(bytes)).build();
    int cut = length / 10 * 9;
    return new TrainingText(all.slice(0, cut), all.slice(cut, length));
  }

  private static PlanRequest budget(
      @Nullable Long steps, @Nullable Double epochs, @Nullable Double minutes) {
    return PlanRequest.open(Items.NONE, 42).with(new Budget(epochs, steps, minutes));
  }

  private static TrainingPlan plan(PlanRequest request, int length) throws IOException {
    return Recipe.plan(request, text(length), 2);
  }

  private static double epochs(TrainingPlan plan, int length) {
    return (double) plan.steps() * LanguagePlan.of(plan).unitsPerWindow() / (0.9 * length);
  }

  @Test
  void nothingAskedIsAFixedNumberOfStepsOfATwoLayerLstm() throws IOException {
    TrainingPlan plan = plan(PlanRequest.open(Items.NONE, 42), 1_200_000);
    assertThat(plan).isEqualTo(plan(PlanRequest.open(Items.NONE, 42), 1_200_000));
    assertThat(LanguagePlan.of(plan).model().cell()).isEqualTo(CellType.LSTM);
    assertThat(LanguagePlan.of(plan).model().hiddenSize()).isEqualTo(192);
    assertThat(LanguagePlan.of(plan).model().layerCount()).isEqualTo(2);
    assertThat(LanguagePlan.of(plan).model().residual()).isTrue();
    assertThat(plan.optimization().clipping()).isEqualTo(Clipping.norm(5));
    assertThat(plan.steps() * LanguagePlan.of(plan).unitsPerWindow())
        .isBetween(7_000_000L, 9_500_000L);
  }

  @Test
  void whatIsAskedIsTaken() throws IOException {
    PlanRequest request =
        new PlanRequest(
            new PlanRequest.Shape(CellType.GRU, 77, 3, false, 0.15),
            5,
            11,
            Budget.ofSteps(123),
            new OptimizationRequest(
                0.5, ScheduleType.STEP, 9L, OptimizerType.SGD, 0.25, Clipping.value(2)),
            Items.LINE,
            7);
    TrainingPlan plan = plan(request, 50_000);
    assertThat(LanguagePlan.of(plan).model().cell()).isEqualTo(CellType.GRU);
    assertThat(LanguagePlan.of(plan).model().hiddenSize()).isEqualTo(77);
    assertThat(LanguagePlan.of(plan).model().layerCount()).isEqualTo(3);
    assertThat(LanguagePlan.of(plan).model().residual()).isFalse();
    assertThat(LanguagePlan.of(plan).regularization().dropout()).isEqualTo(0.15);
    assertThat(LanguagePlan.of(plan).batches().batchSize()).isEqualTo(5);
    assertThat(LanguagePlan.of(plan).batches().timeSteps()).isEqualTo(11);
    assertThat(plan.steps()).isEqualTo(123);
    assertThat(plan.optimization().rate().peak()).isEqualTo(0.5);
    assertThat(plan.optimization().rate().schedule()).isEqualTo(ScheduleType.STEP);
    assertThat(plan.optimization().rate().warmupSteps()).isEqualTo(9);
    assertThat(plan.optimization().optimizer()).isEqualTo(OptimizerType.SGD);
    assertThat(plan.optimization().weightDecay()).isEqualTo(0.25);
    assertThat(plan.optimization().clipping()).isEqualTo(Clipping.value(2));
    assertThat(LanguagePlan.of(plan).batches().items()).isEqualTo(Items.LINE);
    assertThat(plan.seed()).isEqualTo(7);
  }

  @Test
  void theSmallerOfStepsAndEpochsEndsTheRun() throws IOException {
    assertThat(plan(budget(50L, 1.0, null), 1_000_000).steps()).isEqualTo(50);
    assertThat(epochs(plan(budget(1_000_000L, 1.0, null), 1_000_000), 1_000_000))
        .isCloseTo(1, within(0.01));
    assertThat(plan(budget(null, 1e-9, null), 1_000_000).steps()).isEqualTo(1);
  }

  @Test
  void aSmallTextGetsASmallModelAndEndsAfterSixtyEpochs() throws IOException {
    TrainingPlan plan = plan(PlanRequest.open(Items.NONE, 42), 20_000);
    assertThat(LanguagePlan.of(plan).model().hiddenSize()).isLessThanOrEqualTo(96);
    assertThat(epochs(plan, 20_000)).isCloseTo(Recipe.MOST_EPOCHS, within(1.0));
    assertThat(LanguagePlan.of(plan).regularization()).isEqualTo(new Regularization(0.2, 0.3, 0.5));
    assertThat(plan(budget(100_000L, null, null), 20_000).steps()).isEqualTo(100_000);
  }

  /** See adr/0026: one small layer has nothing to spare. */
  @Test
  void dropoutBeforeTheReadOutIsForTwoLayersAndManyReadings() throws IOException {
    PlanRequest request = budget(null, 30.0, null);
    Regularization two = LanguagePlan.of(plan(request, 100_000)).regularization();
    assertThat(two.outputDropout()).isCloseTo(0.2, within(0.01));
    assertThat(
            LanguagePlan.of(plan(budget(null, 8.0, null), 100_000))
                .regularization()
                .outputDropout())
        .isZero();
    PlanRequest.Shape one = new PlanRequest.Shape(null, null, 1, null, null);
    assertThat(LanguagePlan.of(plan(request.with(one), 100_000)).regularization().outputDropout())
        .isZero();
    PlanRequest.Shape asked = new PlanRequest.Shape(null, null, 1, null, 0.3);
    assertThat(LanguagePlan.of(plan(request.with(asked), 100_000)).regularization().outputDropout())
        .isEqualTo(0.3);
    for (String deep : List.of("mingru", "sru", "mamba", "transformer")) {
      PlanRequest of = request.with(shape(deep));
      assertThat(LanguagePlan.of(plan(of, 100_000)).regularization().outputDropout()).isZero();
    }
  }

  @Test
  void aLargeTextNeedsNoDropout() throws IOException {
    assertThat(
            LanguagePlan.of(plan(PlanRequest.open(Items.NONE, 42), 20_000_000))
                .regularization()
                .dropout())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1,0,0",
    "3.9,0,0.1",
    "4.1,0.05,0.1",
    "8,0.15,0.15",
    "21.6,0.3,0.15",
    "32,0.4,0.2",
    "64,0.5,0.2",
    "1000,0.5,0.5"
  })
  void noiseAndDropoutGrowWithTheNumberOfEpochs(double epochs, double noise, double dropout)
      throws IOException {
    LanguagePlan plan = LanguagePlan.of(plan(budget(null, epochs, null), 1_000_000));
    assertThat(plan.regularization().weightNoise()).isCloseTo(noise, within(0.001));
    assertThat(plan.regularization().dropout()).isCloseTo(dropout, within(0.051));
  }

  @ParameterizedTest
  @CsvSource({"1,0", "4,0.1", "8,0.2", "32,0.35", "64,0.4", "1000,0.5"})
  void withoutNoiseThereIsMoreDropout(double epochs, double dropout) throws IOException {
    PlanRequest noiseless =
        budget(null, epochs, null).with(PlanRequest.Shape.OPEN.withWeightNoise(0.0));
    LanguagePlan plan = LanguagePlan.of(plan(noiseless, 1_000_000));
    assertThat(plan.regularization().weightNoise()).isZero();
    assertThat(plan.regularization().dropout()).isCloseTo(dropout, within(0.051));
  }

  /** Where there are many places to drop at. */
  @ParameterizedTest
  @CsvSource({"1,0", "4,0.05", "8,0.1", "32,0.2", "64,0.25", "1000,0.25"})
  void deepNetworksDropHalfAsMuch(double epochs, double dropout) throws IOException {
    for (String kind : List.of("mingru", "sru", "mamba", "transformer")) {
      boolean recurrent = kind.endsWith("ru");
      LanguagePlan plan =
          LanguagePlan.of(plan(budget(null, epochs, null).with(shape(kind)), 1_000_000));
      assertThat(plan.regularization().weightNoise()).isZero();
      assertThat(plan.regularization().dropout()).isCloseTo(dropout, within(0.026));
      assertThat(plan.model().layerCount()).isEqualTo(recurrent ? 5 : 4);
      assertThat(plan.batches().batchSize()).isEqualTo(recurrent ? 32 : 16);
    }
  }

  private static PlanRequest.Shape shape(String kind) {
    NetworkKind named = NetworkKind.of(kind);
    return new PlanRequest.Shape(
        named.type(), named.cell(), null, null, null, Map.of(), null, null);
  }

  /** The sizes and rates of three minutes; see adr/0018 and adr/0021. */
  @ParameterizedTest
  @CsvSource({
    "mamba, 4560, 96, 0.0074",
    "transformer, 5400, 96, 0.003",
    "mingru, 17500, 192, 0.005",
    "sru, 17500, 192, 0.005"
  })
  void threeMinutesGiveTheSizesThatWereTried(String kind, long steps, int size, double rate)
      throws IOException {
    TrainingPlan plan = plan(budget(steps, null, null).with(shape(kind)), 1_115_000);
    assertThat(LanguagePlan.of(plan).model().hiddenSize()).isEqualTo(size);
    assertThat(plan.optimization().rate().peak()).isCloseTo(rate, within(1e-4));
  }

  @Test
  void noiseOnWeightsThatThereAreNotIsNoPlan() {
    for (CellType cell : List.of(CellType.MINGRU, CellType.SRU)) {
      PlanRequest request =
          budget(10L, null, null)
              .with(new PlanRequest.Shape(cell, null, null, null, null).withWeightNoise(0.5));
      assertThatThrownBy(() -> plan(request, 100_000))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight_noise");
    }
  }

  @Test
  void aPlanOfAnEarlierVersionKnowsLess() throws IOException {
    TrainingPlan plan = plan(budget(null, 30.0, null), 100_000);
    Map<String, Object> json = plan.toJson();
    assertThat(TrainingPlan.of(new JsonFields(json), LanguagePlan::of)).isEqualTo(plan);
    json.remove("weight_noise");
    json.remove("output_dropout");
    LanguagePlan read = LanguagePlan.of(TrainingPlan.of(new JsonFields(json), LanguagePlan::of));
    assertThat(LanguagePlan.of(plan).regularization().weightNoise()).isPositive();
    assertThat(LanguagePlan.of(plan).regularization().outputDropout()).isPositive();
    assertThat(read.regularization())
        .isEqualTo(new Regularization(read.regularization().dropout(), 0, 0));
  }

  /** See adr/0027. */
  @ParameterizedTest
  @CsvSource({"LSTM,3", "LSTM_CAPPED,1", "GRU,1", "RNN,1", "SRU,1"})
  void tablesOfAnLstmLearnFaster(CellType cell, double tableRate) throws IOException {
    PlanRequest request =
        budget(100L, null, null).with(new PlanRequest.Shape(cell, null, null, null, null));
    assertThat(plan(request, 100_000).optimization().tableRate()).isEqualTo(tableRate);
  }

  @ParameterizedTest
  @CsvSource({"16,0.012", "256,0.008", "512,0.0048", "1024,0.0028"})
  void largerModelsLearnAtALowerRate(int hidden, double rate) throws IOException {
    PlanRequest request =
        budget(10L, null, null).with(new PlanRequest.Shape(null, hidden, null, null, null));
    assertThat(plan(request, 100_000).optimization().rate().peak()).isCloseTo(rate, within(1e-9));
  }

  @Test
  void theStepsOfARunInMinutesRepeatIt() throws IOException {
    TrainingText text = text(600_000);
    PlanRequest timed = budget(null, null, 0.02);
    TrainingPlan plan = Recipe.plan(timed, text, 1);
    assertThat(Recipe.plan(timed.inSteps(plan.steps()), text, 2)).isEqualTo(plan);
  }

  @ParameterizedTest
  @CsvSource({
    "300, 64, 16",
    "4500, 96, 16",
    "9000, 128, 18",
    "18000, 192, 16",
    "72000, 384, 32",
    "10000000, 1024, 377"
  })
  void moreStepsTrainALargerModelOnLongerWindows(long steps, int hidden, int window)
      throws IOException {
    TrainingPlan plan = plan(budget(steps, null, null), 20_000_000);
    assertThat(LanguagePlan.of(plan).model().hiddenSize()).isEqualTo(hidden);
    assertThat(LanguagePlan.of(plan).batches().timeSteps()).isEqualTo(window);
  }

  @Test
  void theWorkOfARunGrowsWithItsStepsWithoutJumps() throws IOException {
    TrainingText text = text(20_000_000);
    double before = 0;
    for (long steps = 2500; steps < 100_000; steps += steps / 50) {
      TrainingPlan plan = Recipe.plan(budget(steps, null, null), text, 1);
      double hidden = LanguagePlan.of(plan).model().hiddenSize();
      double work = plan.steps() * LanguagePlan.of(plan).unitsPerWindow() * hidden * hidden;
      if (before > 0) {
        assertThat(work / before).isBetween(0.96, 1.13);
      }
      before = work;
    }
  }

  @Test
  void minutesBecomeStepsByTheSpeedMeasured() throws IOException {
    PlanRequest request =
        new PlanRequest(
            new PlanRequest.Shape(CellType.RNN, 16, 1, null, null),
            4,
            8,
            new Budget(null, null, 0.1),
            OptimizationRequest.OPEN,
            Items.NONE,
            42);
    TrainingPlan plan = plan(request, 30_000);
    assertThat(plan.steps()).isBetween(10L, 400_000L);
    assertThat(LanguagePlan.of(plan).regularization().dropout()).isZero();
  }

  @Test
  void evaluationsAreFewerWhereTheValidationTextIsLong() throws IOException {
    TrainingPlan shortText = plan(budget(1000L, null, null), 100_000);
    TrainingPlan longText = plan(budget(1000L, null, null), 10_000_000);
    assertThat(shortText.evaluationEvery()).isLessThan(longText.evaluationEvery());
    assertThat(longText.evaluationEvery()).isEqualTo(1000);
    assertThat(plan(budget(1L, null, null), 100_000).evaluationEvery()).isEqualTo(1);
  }

  @Test
  void aPlanReadsBackFromItsJson() throws IOException {
    for (Clipping clipping : Arrays.asList(Clipping.NONE, Clipping.norm(3), Clipping.value(0.1))) {
      PlanRequest request =
          new PlanRequest(
              PlanRequest.Shape.OPEN,
              null,
              null,
              Budget.ofSteps(10),
              new OptimizationRequest(null, null, null, null, null, clipping),
              Items.NONE,
              42);
      TrainingPlan plan = plan(request, 100_000);
      assertThat(TrainingPlan.of(new JsonFields(plan.toJson()), LanguagePlan::of)).isEqualTo(plan);
    }
  }
}
