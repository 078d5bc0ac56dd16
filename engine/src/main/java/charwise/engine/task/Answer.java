package charwise.engine.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of a text.
 *
 * @param alternatives the likeliest first, one at least
 * @param unknown units of the text that the model has never seen
 * @param details what else a task tells, as JSON values by stable keys
 * @param alignment what the likeliest looked at; null if that was not asked for or there is none
 */
public record Answer(
    List<Alternative> alternatives,
    int unknown,
    Map<String, Object> details,
    @Nullable Alignment alignment) {
  /**
   * One of the possible answers.
   *
   * @param probability by the model, between 0 and 1
   * @param isComplete whether it is all there, rather than cut where the longest answer ends
   */
  public record Alternative(String prediction, double probability, boolean isComplete) {
    /** A whole one. */
    public Alternative(String prediction, double probability) {
      this(prediction, probability, true);
    }
  }

  /** One that looked at nothing in particular. */
  public Answer(List<Alternative> alternatives, int unknown, Map<String, Object> details) {
    this(alternatives, unknown, details, null);
  }

  /** Keeps a copy of the list. */
  public Answer {
    alternatives = List.copyOf(alternatives);
  }

  /** The likeliest. */
  public Alternative best() {
    return alternatives.getFirst();
  }
}
