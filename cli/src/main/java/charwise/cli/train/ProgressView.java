package charwise.cli.train;

/** Shows a person how a run goes on. */
interface ProgressView extends AutoCloseable {
  /** Called after every step; shows something now and then. */
  void show(ProgressState state);

  /** Says a line that is not progress. */
  void note(String line);

  /** Leaves the screen ready for other lines. */
  @Override
  void close();

  /** Shows nothing. */
  static ProgressView silent() {
    return new ProgressView() {
      @Override
      public void show(ProgressState state) {}

      @Override
      public void note(String line) {}

      @Override
      public void close() {}
    };
  }
}
