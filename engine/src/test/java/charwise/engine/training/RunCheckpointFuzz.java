package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.checkpoint.ModelFileFuzz;
import charwise.engine.data.Windows;
import charwise.engine.kernel.Team;
import charwise.engine.registry.TaskType;
import charwise.engine.task.Model;
import charwise.engine.task.classifier.Classifier;
import charwise.engine.task.classifier.ClassifierPlan;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelStep;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.tagger.Tagger;
import charwise.engine.task.tagger.TaggerPlan;
import charwise.engine.task.transducer.Transducer;
import charwise.engine.task.transducer.TransducerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
      RunCheckpoint checkpoint = RunCheckpoint.read(FILE, TaskType::plan);
      TrainingState state = state(checkpoint.plan());
      boolean rewinds = checkpoint.plan().onDivergence() == OnDivergence.REWIND;
      checkpoint.restore(state, rewinds ? new RewindPoint(state) : null);
      return true;
    } catch (IOException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(600);
      return false;
    }
  }

  /** What the trainer restores into, with buffers for windows of one step. */
  private static TrainingState state(TrainingPlan plan) {
    return switch (plan.task()) {
      case LanguagePlan language -> state(plan, language);
      case ClassifierPlan classifier -> ofItems(plan, new Classifier(classifier.model()));
      case TaggerPlan tagger -> ofItems(plan, new Tagger(tagger.model()));
      case TransducerPlan transducer -> ofItems(plan, new Transducer(transducer.model()));
      default -> throw new AssertionError(plan.task());
    };
  }

  private static TrainingState ofItems(TrainingPlan plan, Model model) {
    return new TrainingState(
        model,
        plan.optimization().optimizer().create(model.parameters().size()).moments(),
        List.of());
  }

  private static TrainingState state(TrainingPlan plan, LanguagePlan language) {
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
            model,
            none,
            1,
            language.batches().batchSize(),
            language.regularization(),
            plan.seed(),
            ALONE);
    return new TrainingState(
        model,
        plan.optimization().optimizer().create(model.parameters().size()).moments(),
        step.carried());
  }
}
