package charwise.engine.task.language;

import static charwise.engine.task.TaskPlan.check;

import charwise.engine.json.JsonFields;
import java.util.Map;

/**
 * What keeps a language model from learning its training text by heart.
 *
 * @param dropout the probability of zeroing an element of each layer's output but the last's
 * @param outputDropout that of the last layer's, before the read-out
 * @param weightNoise the standard deviation of noise that multiplies recurrent weights; 0 for none
 */
public record Regularization(double dropout, double outputDropout, double weightNoise) {
  /** Nothing. */
  public static final Regularization NONE = new Regularization(0, 0, 0);

  /**
   * Checks every number, since a plan may come from a file.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Regularization {
    check(dropout >= 0 && dropout < 1, "dropout", dropout);
    check(outputDropout >= 0 && outputDropout < 1, "output_dropout", outputDropout);
    check(weightNoise >= 0 && Double.isFinite(weightNoise), "weight_noise", weightNoise);
  }

  void putInto(Map<String, Object> json) {
    json.put("dropout", dropout);
    json.put("output_dropout", outputDropout);
    json.put("weight_noise", weightNoise);
  }

  /** What {@link #putInto} put; earlier versions knew fewer of them. */
  static Regularization of(JsonFields json) {
    return new Regularization(
        json.real("dropout"),
        json.has("output_dropout") ? json.real("output_dropout") : 0,
        json.has("weight_noise") ? json.real("weight_noise") : 0);
  }
}
