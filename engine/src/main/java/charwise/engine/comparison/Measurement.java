package charwise.engine.comparison;

import charwise.engine.task.Metric;
import java.io.Serializable;
import java.util.List;

/**
 * What a trained model is worth on the part of the data by which nothing was chosen, neither its
 * learning rate nor the step at which it was best.
 *
 * @param metric the one that also chose the model
 * @param nats the mean loss; of items at the scale of logits that explains these best, as every
 *     evaluation has it
 * @param gradientHorizon of a language model, see {@link GradientHorizon}; 0 of others
 * @param byLag the task's measure at each of its lags; NaN where nothing was measured
 */
public record Measurement(Metric metric, double nats, int gradientHorizon, List<Double> byLag)
    implements Serializable {
  /** Keeps a copy of the list. */
  public Measurement {
    byLag = List.copyOf(byLag);
  }
}
