package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.data.Items;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.Scorer;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingEvent.Evaluated;
import charwise.engine.training.TrainingEvent.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  @TempDir Path folder;

  private RunFiles files(String name) {
    return RunFiles.of(folder.resolve(name + ".safetensors"), 0);
  }

  private static TrainingSummary complete(Trainer trainer, List<TrainingEvent> events)
      throws IOException {
    try (trainer) {
      Outcome outcome = trainer.run(events::add);
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      return ((Outcome.Completed) outcome).summary();
    }
  }

  private TrainingSummary straight(TrainingPlan plan, TrainingText text, int threads, String name)
      throws IOException {
    return complete(SmallRuns.start(plan, text, threads, files(name)), new ArrayList<>());
  }

  static Stream<Arguments> plans() throws IOException {
    List<Arguments> plans = new ArrayList<>();
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingText lines = SmallRuns.text(Items.LINE);
    for (CellType cell : CellType.values()) {
      plans.add(Arguments.of(cell.label(), SmallRuns.plan(text, cell, OptimizerType.ADAM), text));
    }
    for (OptimizerType optimizer : List.of(OptimizerType.RMSPROP, OptimizerType.SGD)) {
      TrainingPlan plan = SmallRuns.plan(text, CellType.LSTM, optimizer);
      plans.add(Arguments.of(optimizer.label(), plan, text));
    }
    TrainingPlan ofLines = SmallRuns.lines(SmallRuns.plan(lines, CellType.GRU, OptimizerType.ADAM));
    plans.add(Arguments.of("lines", ofLines, lines));
    return plans.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void anyNumberOfThreadsGivesTheSameWeights(String name, TrainingPlan plan, TrainingText text)
      throws IOException {
    String one = straight(plan, text, 1, "one").sha256();
    assertThat(straight(plan, text, 2, "two").sha256()).isEqualTo(one);
    assertThat(straight(plan, text, 3, "three").sha256()).isEqualTo(one);
    assertThat(straight(plan, text, 7, "seven").sha256()).isEqualTo(one);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void aRunInterruptedAnywhereEndsAsIfItHadNotBeen(
      String name, TrainingPlan plan, TrainingText text) throws IOException {
    TrainingSummary expected = straight(plan, text, 1, "straight");
    RunFiles files = files("resumed");
    interruptAfter(3, SmallRuns.start(plan, text, 2, files));
    interruptAfter(13, SmallRuns.resume(files, text, 3));
    TrainingSummary actual = complete(SmallRuns.resume(files, text, 1), new ArrayList<>());
    assertThat(actual.sha256()).isEqualTo(expected.sha256());
    assertThat(actual.validationNats()).isEqualTo(expected.validationNats());
    assertThat(actual.trainNats()).isEqualTo(expected.trainNats());
    assertThat(Files.exists(files.checkpoint())).isFalse();
  }

  private static void interruptAfter(long step, Trainer trainer) throws IOException {
    try (trainer) {
      Outcome outcome =
          trainer.run(
              event -> {
                if (event instanceof Progress progress && progress.step() == step) {
                  trainer.stop();
                }
              });
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class, it -> assertThat(it.step()).isEqualTo(step));
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void lossFallsAndTheBestModelIsKept(CellType cell) throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan = SmallRuns.plan(text, cell, OptimizerType.ADAM);
    List<TrainingEvent> events = new ArrayList<>();
    RunFiles files = files("model");
    TrainingSummary summary = complete(SmallRuns.start(plan, text, 2, files), events);

    List<Double> losses =
        events.stream()
            .filter(Evaluated.class::isInstance)
            .map(event -> ((Evaluated) event).score().loss().natsPerCharacter())
            .toList();
    assertThat(losses).hasSize(3);
    double uniform = StrictMath.log(text.train().vocabulary().size());
    assertThat(summary.validationNats())
        .isEqualTo(losses.stream().mapToDouble(loss -> loss).min().orElseThrow())
        .isLessThan(0.95 * uniform);
    var saved = SavedModel.read(files.model());
    assertThat(saved.sha256()).isEqualTo(summary.sha256());
    try (Team team = new Team(1)) {
      assertThat(
              new Scorer(saved.model(), saved.vocabulary(), Items.NONE, team)
                  .score(text.validation())
                  .natsPerCharacter())
          .isEqualTo(summary.validationNats());
    }
    assertThat(saved.training()).containsEntry("steps", summary.steps());
  }

  @Test
  void aRunStoppedBeforeItsFirstEvaluationStillLeavesAModel() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = files("early");
    TrainingPlan plan = SmallRuns.plan(text, CellType.LSTM, OptimizerType.ADAM);
    interruptAfter(2, SmallRuns.start(plan, text, 1, files));
    assertThat(SavedModel.read(files.model()).vocabulary()).isEqualTo(text.train().vocabulary());
    assertThat(Trainer.resumable(files, LanguagePlan::of)).isEqualTo(plan);
  }

  @Test
  void withoutValidationTextTheLastModelIsKept() throws IOException {
    TrainingText whole = SmallRuns.text(Items.NONE);
    TrainingText text = new TrainingText(whole.train(), whole.train().slice(0, 0));
    TrainingPlan plan = SmallRuns.plan(text, CellType.RNN, OptimizerType.ADAM);
    TrainingSummary summary = straight(plan, text, 2, "unjudged");
    assertThat(summary.validationNats()).isNaN();
    assertThat(summary.trainNats()).isPositive();
  }

  @Test
  void aDivergingRunStopsWithTheWeightsUntouched() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan =
        SmallRuns.withRate(SmallRuns.plan(text, CellType.RNN, OptimizerType.SGD), 1e30, 50);
    try (Trainer trainer = SmallRuns.start(plan, text, 2, files("diverged"))) {
      Outcome outcome = trainer.run(event -> {});
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Diverged.class,
              diverged -> {
                assertThat(diverged.step()).isBetween(2L, 50L);
                assertThat(diverged.gradientNorm()).isNotFinite();
              });
    }
  }

  @Test
  void aDivergingRunKeepsTheModelOfTheLastEvaluation() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan =
        SmallRuns.withRate(SmallRuns.plan(text, CellType.RNN, OptimizerType.SGD), 1e30, 50)
            .withEvaluationEvery(1);
    RunFiles files = files("kept");
    try (Trainer trainer = SmallRuns.start(plan, text, 2, files)) {
      assertThat(trainer.run(event -> {}))
          .isInstanceOfSatisfying(
              Outcome.Diverged.class, diverged -> assertThat(diverged.modelSaved()).isTrue());
    }
    assertThat(SavedModel.read(files.model()).model().config())
        .isEqualTo(LanguagePlan.of(plan).model());
  }

  @Test
  void aNewRunCanStartFromGivenWeights() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan = SmallRuns.plan(text, CellType.LSTM, OptimizerType.ADAM);
    LanguageModel initial = new LanguageModel(LanguagePlan.of(plan).model());
    initial.initialize(99);
    String fresh = straight(plan, text, 1, "fresh").sha256();
    String started =
        complete(
                Trainer.start(plan, LanguageTask.of(plan, text, initial), 1, files("started")),
                new ArrayList<>())
            .sha256();
    assertThat(started).isNotEqualTo(fresh);
    initial.initialize(plan.seed());
    assertThat(
            complete(
                    Trainer.start(plan, LanguageTask.of(plan, text, initial), 1, files("same")),
                    new ArrayList<>())
                .sha256())
        .isEqualTo(fresh);
  }

  @Test
  void aCheckpointOfAnotherTextIsRefused() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = files("other");
    TrainingPlan plan = SmallRuns.plan(text, CellType.LSTM, OptimizerType.ADAM);
    interruptAfter(2, SmallRuns.start(plan, text, 1, files));
    TrainingText other =
        new TrainingText(text.train().slice(0, text.train().length() - 1), text.validation());
    assertThatThrownBy(() -> SmallRuns.resume(files, other, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "had %d characters to train on and %d for validation, not %d and "
                .formatted(
                    text.train().length(), text.validation().length(), other.train().length()))
        .hasMessageContaining("give the same corpus, units and part for validation");
  }

  @Test
  void resumingNeedsTheBestModelSoFar() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = files("removed");
    TrainingPlan plan = SmallRuns.tiny(text);
    interruptAfter(plan.evaluationEvery() + 1, SmallRuns.start(plan, text, 1, files));
    Files.delete(files.model());
    assertThatThrownBy(() -> SmallRuns.resume(files, text, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the best model of the run is gone: " + files.model());
  }

  @Test
  void resumingNeedsTheRunsOwnModel() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = files("swapped");
    TrainingPlan plan = SmallRuns.tiny(text);
    interruptAfter(plan.evaluationEvery() + 1, SmallRuns.start(plan, text, 1, files));
    byte[] own = Files.readAllBytes(files.model());
    byte[] other = own.clone();
    other[other.length - 2] ^= 1; // a bit of the last weight
    Files.write(files.model(), other);
    assertThatThrownBy(() -> SmallRuns.resume(files, text, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("another model is in the place of the run's best one: ");
    Files.write(files.model(), own);
    SmallRuns.resume(files, text, 1).close();
  }

  @Test
  void aModelThatAKilledProcessHadYetToWriteIsThatOfTheCheckpoint() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = files("killed");
    TrainingPlan plan = SmallRuns.tiny(text);
    interruptAfter(plan.evaluationEvery(), SmallRuns.start(plan, text, 1, files));
    byte[] own = Files.readAllBytes(files.model());
    Files.write(files.model(), new byte[] {1, 2, 3});
    SmallRuns.resume(files, text, 1).close();
    byte[] again = Files.readAllBytes(files.model());
    assertThat(weights(again)).isEqualTo(weights(own));
  }

  /** The bytes after the header of a safetensors file. */
  private static byte[] weights(byte[] file) {
    return Arrays.copyOfRange(file, 8 + (file[0] & 0xFF) + ((file[1] & 0xFF) << 8), file.length);
  }

  @Test
  void aBetterModelIsNeverAheadOfTheCheckpoint() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan = SmallRuns.tiny(text);
    RunFiles files = RunFiles.of(folder.resolve("ahead.safetensors"), 1);
    List<Boolean> resumable = new ArrayList<>();
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files)) {
      trainer.run(
          event -> {
            if (event.equals(new TrainingEvent.Saved(files.model()))
                && Files.exists(files.checkpoint())) {
              resumable.add(canResume(files, text));
            }
          });
    }
    assertThat(resumable).isNotEmpty().containsOnly(true);
  }

  private boolean canResume(RunFiles files, TrainingText text) {
    try {
      SmallRuns.resume(files, text, 1).close();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void aDamagedCheckpointIsRefusedWithAReason() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    RunFiles files = files("damaged");
    TrainingPlan plan = SmallRuns.plan(text, CellType.LSTM, OptimizerType.ADAM);
    interruptAfter(2, SmallRuns.start(plan, text, 1, files));
    byte[] bytes = Files.readAllBytes(files.checkpoint());
    for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(files.checkpoint(), java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> SmallRuns.resume(files, text, 1)).isInstanceOf(IOException.class);
    }
    String header = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    Files.write(
        files.checkpoint(),
        header
            .replace("\\\"hidden_size\\\":19", "\\\"hidden_size\\\":18")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> SmallRuns.resume(files, text, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("fit its plan");
  }

  @Test
  void checkpointsAreWrittenAsOftenAsAsked() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    Path model = folder.resolve("often.safetensors");
    RunFiles files = RunFiles.of(model, 7);
    List<TrainingEvent> events = new ArrayList<>();
    complete(
        SmallRuns.start(SmallRuns.plan(text, CellType.RNN, OptimizerType.ADAM), text, 1, files),
        events);
    assertThat(events)
        .filteredOn(event -> event.equals(new TrainingEvent.Saved(files.checkpoint())))
        .hasSize(3);
  }
}
