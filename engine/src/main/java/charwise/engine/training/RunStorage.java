package charwise.engine.training;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.training.TrainingEvent.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a run leaves on disk: its best model and, until it is complete, a checkpoint. */
final class RunStorage {
  private static final double CHECKPOINT_SECONDS = 30;

  private final TrainingPlan plan;
  private final Task task;
  private final RunFiles files;
  private final TrainingState state;
  private final @Nullable RewindPoint rewindPoint;
  private long lastCheckpoint;

  /**
   * For a run whose arrays are {@code state}.
   *
   * @param rewindPoint where it goes back to when it diverges, or null if it would not
   */
  RunStorage(
      TrainingPlan plan,
      Task task,
      RunFiles files,
      TrainingState state,
      @Nullable RewindPoint rewindPoint) {
    this.plan = plan;
    this.task = task;
    this.files = files;
    this.state = state;
    this.rewindPoint = rewindPoint;
  }

  /**
   * Whether the best model of the run is in its file.
   *
   * @param sha256 of its weights; empty if the checkpoint, an older one, does not say
   * @throws IOException if it cannot be read
   */
  boolean hasModel(String sha256) throws IOException {
    if (sha256.isEmpty() || !Files.exists(files.model())) {
      return Files.exists(files.model());
    }
    try {
      return ModelFile.sha256(files.model(), task.model().config().layout()).equals(sha256);
    } catch (InvalidModelException noSuchModel) {
      return false;
    }
  }

  /** The error that the best model of the run is not in its file. */
  IOException otherModel() {
    return new IOException(
        (Files.exists(files.model())
                ? "another model is in the place of the run's best one: "
                : "the best model of the run is gone: ")
            + files.model()
            + "; put it back and resume, or delete "
            + files.checkpoint()
            + " to start afresh");
  }

  /**
   * To be called before a better model is saved. Where a process killed in between would leave a
   * checkpoint that does not know it, the checkpoint is written anew first.
   */
  void announceModel(RunProgress progress) throws IOException {
    if (Files.exists(files.checkpoint())) {
      writeCheckpoint(progress);
    }
  }

  Path checkpoint() {
    return files.checkpoint();
  }

  /**
   * From now, by {@link System#nanoTime}, the time to the first checkpoint counts. A run that has
   * done no step gives up what an earlier one would have gone on from.
   */
  void begin(long step, long now) throws IOException {
    if (step == 0) {
      Files.deleteIfExists(files.checkpoint());
    }
    lastCheckpoint = now;
  }

  boolean checkpointIsDue(long step, long now) {
    return files.checkpointEvery() > 0
        ? step % files.checkpointEvery() == 0
        : now - lastCheckpoint > CHECKPOINT_SECONDS * 1e9;
  }

  Saved saveModel(TrainingSummary summary) throws IOException {
    String name = String.valueOf(files.model().getFileName());
    ModelFile.write(
        files.model(),
        task.model(),
        files.origin().addedTo(task.metadata(task.report(summary, name))));
    return new Saved(files.model());
  }

  Saved writeCheckpoint(RunProgress progress) throws IOException {
    RunCheckpoint.write(files.checkpoint(), plan, progress, task.mark(), state, rewindPoint);
    lastCheckpoint = System.nanoTime();
    return new Saved(files.checkpoint());
  }

  /** Deletes the checkpoint of a run that is complete, and returns the hash of its best model. */
  String complete() throws IOException {
    if (!Files.exists(files.model())) {
      throw otherModel();
    }
    String sha256 = ModelFile.sha256(files.model(), task.model().config().layout());
    Files.deleteIfExists(files.checkpoint());
    return sha256;
  }
}
