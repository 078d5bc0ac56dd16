package charwise.engine.ngram;

import charwise.engine.label.Labelled;

/** Whether a model of n-grams stands beside a network. */
public enum NgramUse implements Labelled {
  /** Always; of a text as {@link #AUTO}, which then must have validation data. */
  ON,
  /** Never. */
  OFF,
  /** With as much weight as validation data are best explained with, which may be none. */
  AUTO;

  /** The use with the given label. */
  public static NgramUse of(String label) {
    return Labelled.find("use of n-grams", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
