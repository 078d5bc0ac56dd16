package charwise.engine.task.transducer;

/** Reads batches of pairs with buffers of its own, on one thread. */
interface PairReader {
  /**
   * Reads some pairs side by side. No pair's reading depends on the others.
   *
   * @param members their numbers
   * @param maximumLengths the most units of an answer to each pair
   * @param readings receives each pair's, at its number
   */
  void read(PairSteps pairs, int[] members, int[] maximumLengths, DecodedPair[] readings);
}
