package charwise.engine.sampling;

import charwise.engine.search.Constraint;

/** How far one text has come in a {@link Constraint}, and which units may follow. */
final class ConstrainedText {
  private final Constraint constraint;
  private final boolean[] allowed;
  private int state;
  private int left;
  private boolean ended;

  /**
   * An empty text.
   *
   * @param length the most units that it may get
   */
  ConstrainedText(Constraint constraint, int vocabularySize, int length) {
    this.constraint = constraint;
    this.allowed = new boolean[vocabularySize];
    this.state = constraint.start();
    this.left = length;
    allow();
  }

  /** Whether no unit can follow. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Chooses the next unit. Where the text may end, the model has the choice among all units: it
   * ends the text by one that may not follow.
   *
   * @return the unit's id, or −1 for the end
   */
  int next(Sampler sampler, float[] logits, int offset) {
    int id =
        constraint.isComplete(state)
            ? sampler.next(logits, offset)
            : sampler.next(logits, offset, allowed);
    if (!allowed[id]) {
      return -1;
    }
    left--;
    state = constraint.next(state, id, left);
    allow();
    return id;
  }

  private void allow() {
    ended = true;
    for (int id = 0; id < allowed.length; id++) {
      allowed[id] = left > 0 && constraint.next(state, id, left - 1) >= 0;
      ended &= !allowed[id];
    }
  }
}
