package charwise.engine.search;

/**
 * Which texts may be written, as a deterministic automaton over unit ids. Its states are numbers of
 * at least 0. A text that has begun as it allows can always be completed within its length. Several
 * threads may ask at once.
 */
public interface Constraint {
  /** The state before the first unit. */
  int start();

  /**
   * The state after one more unit.
   *
   * @param id the unit
   * @param left how many units more the text may get after this one
   * @return −1 if no text that begins so can be completed
   */
  int next(int state, int id, int left);

  /** Whether a text may end in that state. */
  boolean isComplete(int state);
}
