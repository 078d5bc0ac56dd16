package charwise.engine.task.tagger;

import charwise.engine.label.Labelled;

/** What chooses the best tagger. */
public enum TaggerMetric implements Labelled {
  /** The share of units whose tag is right. */
  UNIT_ACCURACY,
  /** The share of words, or tokens, that are right. */
  WORD_ACCURACY,
  /** The share of lines, or sentences, that are right. */
  LINE_ACCURACY,
  /** F1 of the entities found. */
  ENTITY_F1,
  /** The mean loss. */
  NATS;

  /** The metric with the given label; {@code accuracy} is that of units. */
  public static TaggerMetric of(String label) {
    return label.equals("accuracy") ? UNIT_ACCURACY : Labelled.find("metric", label, values());
  }

  /** The name in reports: the label with underscores. */
  public String key() {
    return label().replace('-', '_');
  }

  @Override
  public String toString() {
    return label();
  }
}
