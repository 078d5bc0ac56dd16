package charwise.cli.option;

/** What a comparison makes equal for all cells. */
public enum Match {
  /** The number of weights. */
  PARAMETERS,
  /** The hidden size. */
  HIDDEN,
  /** The time to train, at equal hidden size. */
  TIME
}
