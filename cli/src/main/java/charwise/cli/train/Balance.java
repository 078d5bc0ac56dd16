package charwise.cli.train;

import charwise.engine.label.Labelled;

/** What items of different labels count. */
enum Balance implements Labelled {
  /** All items alike. */
  NONE,
  /** All labels alike. */
  INVERSE;

  @Override
  public String toString() {
    return label();
  }
}
