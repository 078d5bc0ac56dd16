package charwise.cli.predict;

import charwise.engine.label.Labelled;

/** How the texts of a model that tags tokens are written. */
enum TextLayout implements Labelled {
  /** A sentence a line, its tokens between spaces. */
  LINES,
  /** A token a line, an empty line between sentences. */
  CONLL;

  @Override
  public String toString() {
    return label();
  }
}
