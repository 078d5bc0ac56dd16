package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.TrainingText;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A step allocates nothing but a few small objects around its loops, once these have been compiled: no
 * vector is left that is an object.
 */
class StepAllocationTest {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int STEPS = 20;
  private static final long BYTES_PER_STEP = 4096;
  private static final double LONGEST_WARM_UP = 20;

  static final List<NetworkConfig> NETWORKS =
      List.of(new TransformerConfig(48, 2, 2, 32));

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void aStepThatHasBeenCompiledAllocatesNothing(NetworkConfig network) throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan = plan(network, text);
    try (Team team = new Team(1)) {
      OptimizationStep step = new OptimizationStep(plan, LanguageTask.of(plan, text), team);
      long begin = System.nanoTime();
      long least = Long.MAX_VALUE;
      long number = 0;
      while (least > BYTES_PER_STEP && (System.nanoTime() - begin) * 1e-9 < LONGEST_WARM_UP) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < STEPS; i++) {
          step.run(number++);
        }
        least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS);
      }
      assertThat(least).isLessThanOrEqualTo(BYTES_PER_STEP);
    }
  }

  private static TrainingPlan plan(NetworkConfig network, TrainingText text) {
    return new TrainingPlan(
        new LanguagePlan(
            new LanguageModelConfig(network, text.train().vocabulary().size(), 0),
            new BatchPlan(Items.NONE, 8, 32, 0.02),
            0.1,
            network.hasRecurrentWeights() ? 0.4 : 0),
        new OptimizationPlan(
            OptimizerType.ADAM,
            new LearningRate(ScheduleType.COSINE, 0.001, 1, 1_000_000),
            0,
            Clipping.norm(5)),
        1,
        1_000_000,
        OnDivergence.STOP);
  }
}
