package charwise.engine.task.classifier;

import charwise.engine.label.Labelled;

/** What chooses the best classifier. */
public enum ClassifierMetric implements Labelled {
  /** The share of right answers. */
  ACCURACY,
  /** The mean of the labels' F1. */
  MACRO_F1,
  /** The mean loss. */
  NATS;

  /** The metric with the given label. */
  public static ClassifierMetric of(String label) {
    return Labelled.find("metric", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
