package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.Regularization;
import charwise.engine.task.language.Scorer;
import charwise.engine.task.language.TrainingText;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is worked out, beside what is allocated. */
class RunMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final TrainingText text;

  RunMemoryTest() throws IOException {
    text = SmallRuns.text(Items.LINE);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void weightsAndWindowAreWhatATrainingStepAllocates(CellType cell) {
    assertAllocation(plan(cell, OptimizerType.ADAM), text);
  }

  static final List<NetworkConfig> BLOCKS =
      List.of(new MambaConfig(200, 3, 16), new TransformerConfig(192, 3, 6, 128));

  @ParameterizedTest
  @FieldSource("BLOCKS")
  void soAreThoseOfANetworkOfBlocks(NetworkConfig network) {
    TrainingPlan plan = plan(network, OptimizerType.ADAM, text);
    new LanguageModel(LanguagePlan.of(plan).model())
        .network()
        .newForward(1, 1, List.of(), false, 1); // what is made once, such as angles
    assertAllocation(plan, text);
    assertEvaluation(plan);
  }

  @Test
  void soAreThoseOfAModelOfConditions() throws IOException {
    TrainingText conditioned = SmallRuns.conditioned(Units.CODEPOINT);
    TrainingPlan conditions = plan(CellType.LSTM, OptimizerType.ADAM, conditioned);
    TrainingPlan none =
        plan(
            CellType.LSTM,
            OptimizerType.ADAM,
            new TrainingText(conditioned.train(), conditioned.validation()));

    assertAllocation(conditions, conditioned);
    long ids = 4 * LanguagePlan.of(none).unitsPerWindow();
    assertThat(RunMemory.of(conditions, 4000, 1).window())
        .isEqualTo(RunMemory.of(none, 4000, 1).window() + ids);
  }

  @ParameterizedTest
  @EnumSource(
      value = CellType.class,
      names = {"LSTM", "GRU", "RNN"})
  void noiseTakesFactorsAndACopyOfTheRecurrentWeights(CellType cell) {
    TrainingPlan plan = plan(cell, OptimizerType.ADAM);
    LanguagePlan language = LanguagePlan.of(plan);
    var noisy =
        new TrainingPlan(
            new LanguagePlan(language.model(), language.batches(), new Regularization(0, 0, 0.5)),
            plan.optimization(),
            plan.seed(),
            plan.evaluationEvery(),
            plan.onDivergence());
    assertAllocation(noisy, text);
    assertThat(RunMemory.of(noisy, 4000, 1).weights())
        .isGreaterThan(RunMemory.of(plan, 4000, 1).weights());
  }

  private static void assertAllocation(TrainingPlan plan, TrainingText text) {
    RunMemory memory = RunMemory.of(plan, 4000, 1);
    try (Team team = new Team(1)) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      LanguageModel model = new LanguageModel(LanguagePlan.of(plan).model());
      OptimizationStep step = new OptimizationStep(plan, LanguageTask.of(plan, text, model), team);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(step.state().isFinite()).isTrue();
      assertThat(memory.weights() + memory.window()).isCloseTo(allocated, withinPercentage(5));
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void theEvaluationIsWhatAScorerAllocates(CellType cell) {
    assertEvaluation(plan(cell, OptimizerType.ADAM));
  }

  private void assertEvaluation(TrainingPlan plan) {
    LanguageModel model = new LanguageModel(LanguagePlan.of(plan).model());
    try (Team team = new Team(1)) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      var scorer =
          new Scorer(
              model, text.train().vocabulary(), LanguagePlan.of(plan).batches().items(), team);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      scorer.reset();
      assertThat(RunMemory.of(plan, 4000, 1).evaluation())
          .isCloseTo(allocated, withinPercentage(25));
    }
  }

  @Test
  void lighterOptimizersTakeLessAndRewindingMore() {
    TrainingPlan adam = plan(CellType.LSTM, OptimizerType.ADAM);
    long usual = RunMemory.of(adam, 4000, 1).weights();
    assertThat(RunMemory.of(plan(CellType.LSTM, OptimizerType.SGD), 4000, 1).weights())
        .isLessThan(usual);
    assertThat(RunMemory.of(adam.withOnDivergence(OnDivergence.REWIND), 4000, 1).weights())
        .isGreaterThan(usual);
  }

  private TrainingPlan plan(CellType cell, OptimizerType optimizer) {
    return plan(cell, optimizer, text);
  }

  private static TrainingPlan plan(CellType cell, OptimizerType optimizer, TrainingText text) {
    return plan(new RecurrentConfig(cell, 200, 3, true), optimizer, text);
  }

  private static TrainingPlan plan(
      NetworkConfig network, OptimizerType optimizer, TrainingText text) {
    return new TrainingPlan(
        new LanguagePlan(
            new LanguageModelConfig(network, text.train().vocabulary().size(), text.conditions()),
            new BatchPlan(Items.LINE, 16, 50, 0),
            Regularization.NONE),
        new OptimizationPlan(
            optimizer, new LearningRate(ScheduleType.COSINE, 0.01, 1, 10), 0, Clipping.norm(5)),
        1,
        10,
        OnDivergence.STOP);
  }
}
