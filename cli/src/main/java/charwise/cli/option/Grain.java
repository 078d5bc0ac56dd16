package charwise.cli.option;

/** What a row of a table is about. */
public enum Grain {
  /** A whole file. */
  FILE,
  /** A line of a file. */
  LINE,
  /** A single character. */
  CHAR
}
