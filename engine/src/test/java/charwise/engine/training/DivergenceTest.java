package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.checkpoint.SafetensorsFile;
import charwise.engine.checkpoint.TensorEntry;
import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingEvent.Rewound;
import charwise.engine.training.TrainingEvent.Saved;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs whose numbers do not stay finite. */
class DivergenceTest {
  @TempDir private Path folder;
  private final TrainingText text;

  DivergenceTest() throws IOException {
    text = SmallRuns.text(Items.NONE);
  }

  private RunFiles files(String name, long checkpointEvery) {
    return RunFiles.of(folder.resolve(name + ".safetensors"), checkpointEvery);
  }

  @ParameterizedTest
  @EnumSource(OptimizerType.class)
  void nothingThatIsNotFiniteIsEverSaved(OptimizerType optimizer) throws IOException {
    TrainingPlan plan =
        SmallRuns.withRate(
            SmallRuns.plan(text, CellType.RNN, optimizer).withEvaluationEvery(1), 1e38, 50);
    try (Trainer trainer = SmallRuns.start(plan, text, 2, files("huge", 1))) {
      Outcome outcome =
          trainer.run(
              event -> {
                if (event instanceof Saved(Path file)) {
                  assertThat(isFinite(file)).isTrue();
                }
              });
      assertThat(outcome).isInstanceOf(Outcome.Diverged.class);
    }
  }

  @Test
  void aDivergedRunLeavesItsEarlierModelAndCheckpoint() throws IOException {
    TrainingPlan plan = SmallRuns.exploding(text, OnDivergence.STOP).withEvaluationEvery(1);
    RunFiles files = files("earlier", 1);
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files)) {
      assertThat(trainer.run(event -> {}))
          .isInstanceOfSatisfying(
              Outcome.Diverged.class,
              diverged -> {
                assertThat(diverged.step()).isBetween(2L, 40L);
                assertThat(diverged.modelSaved()).isTrue();
              });
    }
    assertThat(SavedModel.read(files.model()).model().config())
        .isEqualTo(LanguagePlan.of(plan).model());
    assertThat(isFinite(files.checkpoint())).isTrue();
  }

  @Test
  void aRewindingRunGoesBackAtHalfTheRateUntilItHolds() throws IOException {
    List<Rewound> rewinds = new ArrayList<>();
    TrainingSummary summary = straight(rewinds);
    assertThat(rewinds).hasSizeBetween(2, Trainer.MAXIMUM_REWINDS);
    assertThat(rewinds)
        .allSatisfy(
            rewound -> {
              assertThat(rewound.toStep() % 8).isZero();
              assertThat(rewound.toStep()).isLessThan(rewound.divergedStep());
            });
    assertThat(rewinds).extracting(Rewound::rateFactor).startsWith(0.5, 0.25);
    assertThat(summary.rewinds()).isEqualTo(rewinds.size());
    assertThat(summary.steps()).isEqualTo(40);
    assertThat(summary.validationNats()).isFinite();
  }

  private TrainingSummary straight(List<Rewound> rewinds) throws IOException {
    TrainingPlan plan = SmallRuns.exploding(text, OnDivergence.REWIND);
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files("straight", 0))) {
      Outcome outcome =
          trainer.run(
              event -> {
                if (event instanceof Rewound rewound) {
                  rewinds.add(rewound);
                }
              });
      return ((Outcome.Completed) outcome).summary();
    }
  }

  @Test
  void rewindsDoNotDependOnCheckpointsThreadsOrInterruptions() throws IOException {
    String expected = straight(new ArrayList<>()).sha256();
    TrainingPlan plan = SmallRuns.exploding(text, OnDivergence.REWIND);
    RunFiles files = files("interrupted", 3);
    Trainer trainer = SmallRuns.start(plan, text, 2, files);
    Outcome outcome = oneStep(trainer);
    int parts = 1;
    for (; outcome instanceof Outcome.Interrupted && parts < 1000; parts++) {
      outcome = oneStep(SmallRuns.resume(files, text, 1 + parts % 3));
    }
    assertThat(parts).isGreaterThan(40);
    assertThat(((Outcome.Completed) outcome).summary().sha256()).isEqualTo(expected);
  }

  /** Takes the next step and is interrupted after it. */
  private static Outcome oneStep(Trainer trainer) throws IOException {
    try (trainer) {
      return trainer.run(
          event -> {
            if (event instanceof Progress || event instanceof Rewound) {
              trainer.stop();
            }
          });
    }
  }

  @Test
  void aRunThatNeverHoldsEndsAfterSoManyRewinds() throws IOException {
    TrainingPlan plan =
        SmallRuns.withRate(SmallRuns.plan(text, CellType.RNN, OptimizerType.SGD), 1e38, 50)
            .withOnDivergence(OnDivergence.REWIND);
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files("never", 0))) {
      assertThat(trainer.run(event -> {}))
          .isInstanceOfSatisfying(
              Outcome.Diverged.class,
              diverged -> assertThat(diverged.rewinds()).isEqualTo(Trainer.MAXIMUM_REWINDS));
    }
  }

  private static boolean isFinite(Path file) {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      for (TensorEntry tensor : tensors.tensors()) {
        float[] values = new float[(int) (tensor.byteLength() / Float.BYTES)];
        tensors.read(tensor, values);
        for (float value : values) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
