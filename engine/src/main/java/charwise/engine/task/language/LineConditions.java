package charwise.engine.task.language;

/** Under which condition each line of a text is read. */
@FunctionalInterface
interface LineConditions {
  /**
   * Chooses for the next lines of the text.
   *
   * @param units lines from {@code from} to before {@code to}, each after a line feed of its own
   * @param conditions receives the conditions, from index {@code first} to before {@code end}
   */
  void choose(char[] units, int from, int to, int[] conditions, int first, int end);
}
