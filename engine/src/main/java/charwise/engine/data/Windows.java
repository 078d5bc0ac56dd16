package charwise.engine.data;

/**
 * What a run trains on, window by window: T steps of N streams, row {@code t * N + n} being step t
 * of stream n. A window is a function of its number alone, so that a run can be resumed anywhere.
 */
public interface Windows {
  /** The place of a window in epochs: how often the text has been read before it. */
  double epoch(long window);

  /**
   * Fills in a window.
   *
   * @param window its number, from 0
   * @param inputs receives the units and, behind them all, the condition that each is read under
   *     where there are conditions
   * @param targets receives the unit after each
   * @param resets receives whether the state is reset before a unit
   * @param lossWeights receives what the loss of each unit counts, 1 on average; all 1 until
   *     written
   */
  void fill(long window, int[] inputs, int[] targets, boolean[] resets, float[] lossWeights);
}
