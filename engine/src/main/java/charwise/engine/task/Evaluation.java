package charwise.engine.task;

/** Measures a model, as it is when asked, on data that it does not learn from. */
public interface Evaluation {
  /** Measures on all data. */
  Score run();

  /**
   * Measures on a small part, to learn how long it takes.
   *
   * @return the share of all data that was read; 0 where there are none
   */
  double runPart();
}
