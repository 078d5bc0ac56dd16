package charwise.cli.console;

/** Reports signals that the user or another process sends to this one. */
@FunctionalInterface
public interface SignalSource {
  /** Ends a {@link #listen} and restores the earlier handler. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Runs {@code action} on another thread at each signal of that name, until closed.
   *
   * @param signal {@code INT}, {@code TERM}, {@code HUP}, {@code WINCH} or {@code CONT}
   */
  Registration listen(String signal, Runnable action);

  /** A source that stays silent. */
  static SignalSource none() {
    return (signal, action) -> () -> {};
  }
}
