package charwise.engine.sampling;

/**
 * A model that reads some texts side by side, a stream each, and says after every unit what it
 * expects next. Not thread-safe.
 */
public interface UnitPredictor {
  /** How many logits there are for each stream. */
  int vocabularySize();

  /** The number of streams. */
  int streams();

  /** Starts a stream afresh, as if it had read nothing; its logits stay as they are. */
  void reset(int stream);

  /**
   * Reads some units in the only stream; logits are then those after the last.
   *
   * @param ids the ids from {@code from} to before {@code to}; not modified
   * @throws IllegalStateException if there are several streams
   */
  void read(char[] ids, int from, int to);

  /**
   * Reads one unit in every stream; logits are then those after it.
   *
   * @param ids one a stream; not modified
   */
  void advance(int[] ids);

  /** The array that holds all streams' logits. Valid until the next call; not to be changed. */
  float[] logits();

  /** Where in {@link #logits()} those of a stream begin. */
  int logitsOffset(int stream);

  /**
   * Makes a stream continue where a stream of the same or another predictor is: copies its state
   * and its logits.
   *
   * @param from a predictor of the same kind and model; not disturbed
   */
  void copyState(UnitPredictor from, int fromStream, int toStream);

  /**
   * A new predictor, of which stream {@code i} continues where stream {@code streams[i]} of this
   * one is. Neither disturbs the other afterwards.
   */
  UnitPredictor select(int... streams);
}
