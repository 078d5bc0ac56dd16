package charwise.engine.task;

import charwise.engine.loss.Loss;
import java.io.Serializable;
import java.util.List;

/**
 * How good a model is.
 *
 * @param loss over all units or items that were read
 * @param selection what chooses the best model
 * @param others what else is reported
 */
public record Score(Loss loss, Metric selection, List<Metric> others) implements Serializable {
  /** Keeps a copy of the list. */
  public Score {
    others = List.copyOf(others);
  }

  /** A model chosen by its loss alone. */
  public static Score of(Loss loss) {
    return new Score(loss, Metric.nats(loss), List.of());
  }

  /** Whether the loss is a number, or there was nothing to read. */
  public boolean isFinite() {
    return loss.count() == 0 || Double.isFinite(loss.totalNats());
  }
}
