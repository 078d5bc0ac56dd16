package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import charwise.cli.console.UserException;
import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.task.language.BatchPlan;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.Regularization;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.TrainingPlan;
import org.junit.jupiter.api.Test;

class SizeCheckTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void whatFitsIsAllowed() {
    var check = new SizeCheck(600 * MEGABYTE);
    assertThatNoException()
        .isThrownBy(() -> check.check(plan(512, 32, 128), 4 * 1_000_000, 2, "a run"));
  }

  @Test
  void aLargeModelIsRefusedWithItsOptions() {
    refuses(plan(2048, 4, 16), 1000, "lower --hidden or --layers");
  }

  @Test
  void aLargeWindowIsRefusedWithItsOptions() {
    refuses(plan(256, 512, 512), 1000, "lower --batch or --bptt");
  }

  @Test
  void aLargeTextIsRefused() {
    refuses(plan(64, 4, 16), 1_000_000_000, "take a smaller text");
  }

  private static void refuses(TrainingPlan plan, long length, String remedy) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> new SizeCheck(600 * MEGABYTE).check(plan, 4 * length, 2, "a run"))
        .withMessageStartingWith("too large for this machine, about ")
        .withMessageEndingWith("; " + remedy);
  }

  private static TrainingPlan plan(int hidden, int batch, int timeSteps) {
    return new TrainingPlan(
        new LanguagePlan(
            new LanguageModelConfig(CellType.LSTM, 70, hidden, 2, true),
            new BatchPlan(Items.NONE, batch, timeSteps, 0),
            Regularization.NONE),
        new OptimizationPlan(
            OptimizerType.ADAM,
            new LearningRate(ScheduleType.COSINE, 0.01, 1, 10),
            0,
            Clipping.norm(5)),
        1,
        10,
        OnDivergence.STOP);
  }
}
