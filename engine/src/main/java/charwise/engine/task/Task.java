package charwise.engine.task;

import charwise.engine.kernel.Team;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model with the data it learns from and is judged by: all that a run needs to know of what it
 * trains. Made from a plan and data by the task's own package.
 */
public interface Task {
  /** The model being trained, in place. */
  Model model();

  /** The step that makes loss and gradients of a batch; its buffers are its own. */
  GradientStep step(Team team);

  /** What chooses the best model; its buffers are its own, so that it disturbs no training. */
  Evaluation evaluation(Team team);

  /** What a checkpoint keeps of the data. */
  DataMark mark();

  /**
   * The model file's metadata beside format and type: config, vocabularies, and how it was trained.
   *
   * @param training what {@link #report} gave
   */
  Map<String, String> metadata(Map<String, @Nullable Object> training);

  /**
   * What a run came to, as the task tells it in its model file and to scripts; stable keys, without
   * the hash.
   *
   * @param modelFile the file's name
   */
  Map<String, @Nullable Object> report(TrainingSummary summary, String modelFile);
}
