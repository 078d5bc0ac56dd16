package charwise.engine.task;

import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model and all that is needed to use it, as one file holds it. */
public interface SavedTask {
  /** The weights. */
  Model model();

  /** The units that it reads; an unknown one may have an id beyond them. */
  Vocabulary vocabulary();

  /** How it was trained, as JSON values; empty where nothing is known. */
  Map<String, @Nullable Object> training();

  /** What all of its answers are chosen from, each once; empty where answers are texts. */
  default List<String> choices() {
    return List.of();
  }

  /** What its file says of it besides the weights: JSON texts by stable keys. */
  Map<String, String> metadata();

  /** The parts of a text that the model weighs by themselves, the strongest first. */
  default List<Evidence> evidence(String line) {
    return List.of();
  }

  /** A line as the model reads it; null if it reads text that goes on, no items. */
  default @Nullable ItemInput input(String line) {
    return null;
  }

  /**
   * Answers texts in the task's usual way, with all that it can tell of how it came to them.
   *
   * @param alternatives the most for a text, where a task knows several
   * @param team shares the work
   * @return null if the model answers nothing, as one that only writes
   */
  @Nullable Predictor predictor(int alternatives, Team team);
}
