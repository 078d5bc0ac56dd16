package charwise.cli.option;

/** When a model's state starts afresh while it reads texts. */
public enum ResetPoint {
  /** At each line. */
  LINE,
  /** At each file. */
  FILE,
  /** Only at the very beginning. */
  NEVER
}
