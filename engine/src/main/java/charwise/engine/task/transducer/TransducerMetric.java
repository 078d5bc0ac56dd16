package charwise.engine.task.transducer;

import charwise.engine.label.Labelled;

/** What chooses the best transducer. */
public enum TransducerMetric implements Labelled {
  /** The share of answers that are right as a whole. */
  ACCURACY,
  /** Edits by unit of the right answers; fewer are better. */
  ERROR_RATE,
  /** The mean loss. */
  NATS;

  /** The metric with the given label. */
  public static TransducerMetric of(String label) {
    return Labelled.find("metric", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
