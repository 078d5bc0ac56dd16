package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.data.Items;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingEvent.Progress;
import charwise.engine.training.TrainingEvent.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on a file system that fails, at every one of their operations in turn. */
class FaultTest {
  private static final long INTERRUPTED_AFTER = 6;
  private static final long CHECKPOINT_EVERY = 5;

  @TempDir private Path folder;

  private final TrainingText text;
  private final TrainingPlan plan;

  FaultTest() throws IOException {
    text = SmallRuns.text(Items.NONE);
    plan = SmallRuns.tiny(text);
  }

  /** What a run without faults leaves: the hashes of all models that it saved, and of the last. */
  private record Reference(Set<String> models, String last) {}

  @ParameterizedTest(name = "for good: {0}")
  @ValueSource(booleans = {false, true})
  void aResumedRunKeepsItsModelAndItsCheckpointWhicheverOperationFails(boolean forGood)
      throws IOException {
    Reference reference = straight();
    Path earlier = Files.createDirectory(folder.resolve("earlier"));
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files(earlier))) {
      assertThat(
              trainer.run(
                  event -> {
                    if (event instanceof Progress progress
                        && progress.step() == INTERRUPTED_AFTER) {
                      trainer.stop();
                    }
                  }))
          .isInstanceOf(Outcome.Interrupted.class);
    }

    long number = 0;
    var faulty = new FaultyFileSystem(forGood);
    do {
      number++;
      Path copy = copy(earlier, "resumed-" + number);
      faulty.failAt(number);
      boolean completed = runOn(faulty, copy, true);

      assertThat(reference.models()).contains(SavedModel.read(files(copy).model()).sha256());
      if (!forGood) {
        assertThat(strays(copy)).isEmpty();
      }
      assertThat(goOn(copy, completed)).isEqualTo(reference.last());
    } while (faulty.operations() >= number);
    assertThat(number).isGreaterThan(50);
  }

  @ParameterizedTest(name = "for good: {0}")
  @ValueSource(booleans = {false, true})
  void aNewRunLeavesAWholeModelOrNoneWhicheverOperationFails(boolean forGood) throws IOException {
    Reference reference = straight();
    long number = 0;
    var faulty = new FaultyFileSystem(forGood);
    do {
      number++;
      Path fresh = Files.createDirectory(folder.resolve("fresh-" + number));
      faulty.failAt(number);
      boolean completed = runOn(faulty, fresh, false);

      Path model = files(fresh).model();
      assertThat(!Files.exists(model) || reference.models().contains(sha256(model))).isTrue();
      assertThat(goOn(fresh, completed)).isEqualTo(reference.last());
    } while (faulty.operations() >= number);
    assertThat(number).isGreaterThan(50);
  }

  private static RunFiles files(Path folder) {
    return RunFiles.of(folder.resolve("model.safetensors"), CHECKPOINT_EVERY);
  }

  private static String sha256(Path model) throws IOException {
    return SavedModel.read(model).sha256();
  }

  private Reference straight() throws IOException {
    RunFiles files = files(Files.createDirectory(folder.resolve("straight")));
    Set<Path> saved = new HashSet<>();
    try (Trainer trainer = SmallRuns.start(plan, text, 1, files)) {
      Outcome outcome =
          trainer.run(
              event -> {
                if (event instanceof Saved(Path file) && file.equals(files.model())) {
                  saved.add(copyOf(file, saved.size()));
                }
              });
      Set<String> models = new HashSet<>();
      for (Path model : saved) {
        models.add(sha256(model));
      }
      return new Reference(models, ((Outcome.Completed) outcome).summary().sha256());
    }
  }

  private Path copyOf(Path model, int number) {
    try {
      return Files.copy(model, folder.resolve("saved-" + number));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    Files.copy(files(from).model(), files(to).model());
    Files.copy(files(from).checkpoint(), files(to).checkpoint());
    return to;
  }

  /** Runs until a fault ends it, with one line that says which; returns whether none did. */
  private boolean runOn(FaultyFileSystem faulty, Path folder, boolean resumed) {
    RunFiles files = files(faulty.wrapPath(folder));
    try (Trainer trainer =
        resumed ? SmallRuns.resume(files, text, 1) : SmallRuns.start(plan, text, 1, files)) {
      assertThat(trainer.run(event -> {})).isInstanceOf(Outcome.Completed.class);
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(FaultyFileSystem.REASON);
      assertThat(e.getMessage()).hasLineCount(1);
      return false;
    }
  }

  /** What the run comes to on a sound file system, where it goes on or starts afresh. */
  private String goOn(Path folder, boolean completed) throws IOException {
    RunFiles files = files(folder);
    if (completed) {
      return sha256(files.model());
    }
    boolean interrupted = Trainer.resumable(files, LanguagePlan::of) != null;
    try (Trainer trainer =
        interrupted ? SmallRuns.resume(files, text, 1) : SmallRuns.start(plan, text, 1, files)) {
      return ((Outcome.Completed) trainer.run(event -> {})).summary().sha256();
    }
  }

  private static List<String> strays(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(Path::toString).filter(name -> name.endsWith(".tmp")).toList();
    }
  }
}
