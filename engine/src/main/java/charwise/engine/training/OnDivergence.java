package charwise.engine.training;

import charwise.engine.label.Labelled;

/** What a run does when loss, gradients or weights become infinite or not a number. */
public enum OnDivergence implements Labelled {
  /** It ends. */
  STOP,
  /** It goes back to its last evaluation, or else to its start, at half the learning rate. */
  REWIND;

  /** The choice with the given label. */
  public static OnDivergence of(String label) {
    return Labelled.find("answer to divergence", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
