package charwise.engine.sampling;

import charwise.engine.label.Labelled;
import charwise.engine.search.Constraint;

/** Why a generated text ends where it ends. */
public enum StopReason implements Labelled {
  /** It has as many units as were asked for. */
  LENGTH,
  /** A stop string would have come next. */
  STOP,
  /** It is complete as a {@link Constraint} wants it, and the model or the constraint ends it. */
  MATCH,
  /** Someone asked for it to end. */
  INTERRUPTED;

  @Override
  public String toString() {
    return label();
  }
}
