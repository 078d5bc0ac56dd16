package charwise.engine.sampling;

import charwise.engine.search.Constraint;

/** Why a generated text ends where it ends. */
public enum StopReason {
  /** It has as many units as were asked for. */
  LENGTH("length"),
  /** A stop string would have come next. */
  STOP("stop"),
  /** It is complete as a {@link Constraint} wants it, and the model or the constraint ends it. */
  MATCH("match"),
  /** Someone asked for it to end. */
  INTERRUPTED("interrupted");

  private final String label;

  StopReason(String label) {
    this.label = label;
  }

  /** The name in machine-readable output. */
  public String label() {
    return label;
  }
}
