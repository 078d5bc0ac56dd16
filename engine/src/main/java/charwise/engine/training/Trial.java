package charwise.engine.training;

/** Work whose speed is measured: the steps and evaluations of a plan. */
interface Trial extends AutoCloseable {
  /** Does the next step. */
  void step();

  /**
   * Evaluates on a small part of the data.
   *
   * @return the share of all data that was read; 0 where there are none
   */
  double evaluatePart();

  @Override
  void close();
}
