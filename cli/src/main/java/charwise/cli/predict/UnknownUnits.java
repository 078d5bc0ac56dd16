package charwise.cli.predict;

import charwise.engine.label.Labelled;

/** What to do with units that a model has never seen. */
enum UnknownUnits implements Labelled {
  FAIL,
  SKIP;

  @Override
  public String toString() {
    return label();
  }
}
