package charwise.engine.task;

import charwise.engine.loss.Loss;
import java.io.Serializable;

/**
 * A measure of a model.
 *
 * @param name in reports and on the command line, for example {@code accuracy}
 * @param value a share between 0 and 1, or nats; NaN where nothing was measured
 */
public record Metric(String name, double value, boolean higherIsBetter) implements Serializable {
  /** The mean loss in nats. */
  public static Metric nats(Loss loss) {
    return new Metric("nats", loss.natsPerCharacter(), false);
  }

  /** A share of right answers or the like, of which more is better. */
  public static Metric share(String name, double value) {
    return new Metric(name, value, true);
  }

  /**
   * Whether a model with this measure is to be kept in place of one with {@code best}. Where
   * nothing was measured it is: the last model is then the best.
   */
  public boolean beats(double best) {
    return higherIsBetter ? !(value <= best) : !(value >= best);
  }
}
