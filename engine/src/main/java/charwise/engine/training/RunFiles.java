package charwise.engine.training;

import charwise.engine.checkpoint.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run keeps its results.
 *
 * @param model the best model so far
 * @param checkpoint the exact state to resume from
 * @param checkpointEvery steps from one checkpoint to the next; 0 leaves it to the trainer
 * @param origin what the model's file tells about where the model comes from
 */
public record RunFiles(Path model, Path checkpoint, long checkpointEvery, Origin origin) {
  /** The checkpoint beside the model, {@code MODEL.checkpoint}. */
  public static RunFiles of(Path model, long checkpointEvery) {
    return new RunFiles(
        model,
        model.resolveSibling(model.getFileName() + ".checkpoint"),
        checkpointEvery,
        Origin.UNKNOWN);
  }

  /** The same files, with a model that tells this origin. */
  public RunFiles with(Origin known) {
    return new RunFiles(model, checkpoint, checkpointEvery, known);
  }

  /**
   * The file of the run's lock, {@code MODEL.lock}: beside the file that the model's path names in
   * the end, so that a symbolic link is no way around it.
   */
  Path lock() {
    Path real = model;
    try {
      real = Files.exists(model) ? model.toRealPath() : model;
    } catch (IOException deletedMeanwhile) {
      // The lock is named after the path itself.
    }
    return real.resolveSibling(real.getFileName() + ".lock");
  }
}
