package charwise.engine.task.transducer;

/** Where an answer that does not end of itself is cut. */
final class AnswerLength {
  private static final int BY_UNIT = 2;
  private static final int SPARE = 20;

  private AnswerLength() {}

  /**
   * As long as an answer ever was, or as is usual for the length of its source.
   *
   * @param longestTarget the most units of an answer learnt from, its end counted
   */
  static int usual(int sourceLength, int longestTarget) {
    return Math.max(longestTarget, BY_UNIT * sourceLength + SPARE);
  }
}
