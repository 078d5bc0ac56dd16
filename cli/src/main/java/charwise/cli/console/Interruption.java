package charwise.cli.console;

import charwise.cli.console.SignalSource.Registration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens for Ctrl-C and SIGTERM during a long run. The first one asks the run to save what
 * it has and stop; one more ends the process at once.
 */
public final class Interruption implements AutoCloseable {
  private final AtomicReference<@Nullable ExitCode> asked = new AtomicReference<>();
  private final Runnable stop;
  private final Consumer<ExitCode> end;
  private final Registration keyboard;
  private final Registration termination;

  /**
   * Listens from now on.
   *
   * @param stop asks the run to stop; called once, on another thread
   * @param end ends the process at once
   */
  public Interruption(Console console, Runnable stop, Consumer<ExitCode> end) {
    this.stop = stop;
    this.end = end;
    this.keyboard = console.signals().listen("INT", () -> signalled(ExitCode.INTERRUPTED));
    this.termination = console.signals().listen("TERM", () -> signalled(ExitCode.TERMINATED));
  }

  private void signalled(ExitCode exitCode) {
    if (asked.compareAndSet(null, exitCode)) {
      stop.run();
    } else {
      end.accept(exitCode);
    }
  }

  /** How the process ends if it was asked to stop. */
  public ExitCode exitCode() {
    ExitCode code = asked.get();
    return code != null ? code : ExitCode.INTERRUPTED;
  }

  @Override
  public void close() {
    keyboard.close();
    termination.close();
  }
}
