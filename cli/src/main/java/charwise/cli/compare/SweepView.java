package charwise.cli.compare;

/** Shows a person how a sweep goes on. */
interface SweepView extends AutoCloseable {
  /** Called after every step; shows something now and then. */
  void show(SweepProgress progress);

  /** Called when a run is done, with this to say of it. */
  void finished(String result, SweepProgress progress);

  /** Leaves the screen ready for other lines. */
  @Override
  void close();

  /** Shows nothing. */
  static SweepView silent() {
    return new SweepView() {
      @Override
      public void show(SweepProgress progress) {}

      @Override
      public void finished(String result, SweepProgress progress) {}

      @Override
      public void close() {}
    };
  }
}
