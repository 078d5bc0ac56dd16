package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.checkpoint.ModelFileFuzz;
import charwise.engine.data.Windows;
import charwise.engine.kernel.Team;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelStep;
import charwise.engine.task.language.LanguagePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Any bytes as a checkpoint: it is restored, or refused in one line. A target of the
 * coverage-guided run, and of the suite.
 */
public final class RunCheckpointFuzz {
  private static final Path FILE = ModelFileFuzz.temporaryFile();
  private static final Team ALONE = new Team(1);

  private RunCheckpointFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    restores(input);
  }

  /** Whether it is restored. */
  static boolean restores(byte[] input) throws IOException {
    Files.write(FILE, input);
    try {
      RunCheckpoint checkpoint = RunCheckpoint.read(FILE, LanguagePlan::of);
      RunState state = state(checkpoint.plan());
      boolean rewinds = checkpoint.plan().onDivergence() == OnDivergence.REWIND;
      checkpoint.restore(state, rewinds ? new RewindPoint(state) : null);
      return true;
    } catch (IOException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(600);
      return false;
    }
  }

  /** What the trainer restores into, with buffers for windows of one step. */
  private static RunState state(TrainingPlan plan) {
    LanguagePlan language = LanguagePlan.of(plan);
    LanguageModel model = new LanguageModel(language.model());
    Windows none =
        new Windows() {
          @Override
          public double epoch(long window) {
            return 0;
          }

          @Override
          public void fill(
              long window, int[] inputs, int[] targets, boolean[] resets, float[] lossWeights) {}
        };
    LanguageModelStep step =
        new LanguageModelStep(
            model, none, 1, language.batches().batchSize(), language.dropout(), plan.seed(), ALONE);
    return new RunState(
        model,
        plan.optimization().optimizer().create(model.parameters().size()).moments(),
        step.carried());
  }
}
