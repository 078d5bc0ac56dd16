package charwise.cli.pairs;

import charwise.engine.label.Labelled;

/** What a target is a sequence of. */
public enum TargetUnits implements Labelled {
  /** Characters. */
  CODEPOINT,
  /** What stands between spaces, such as the sounds of a pronunciation. */
  TOKEN;

  @Override
  public String toString() {
    return label();
  }
}
