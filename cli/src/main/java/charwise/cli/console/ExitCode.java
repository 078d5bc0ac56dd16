package charwise.cli.console;

/** The exit status of a run. */
public enum ExitCode {
  /** All was done, or the reader of the results has gone. */
  DONE(0),
  /** The work failed: an unreadable file, a bad model, a full disk, a diverged run. */
  FAILED(1),
  /** The command line was wrong. */
  USAGE(2),
  /** A defect in charwise. */
  BUG(3),
  /** A text is more surprising than it may be. */
  ABOVE_THRESHOLD(4),
  /** Interrupted from the keyboard; what was trained is saved. */
  INTERRUPTED(130),
  /** The terminal is gone; what was trained is saved. */
  HUNG_UP(129),
  /** Asked to end by another process; what was trained is saved. */
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
