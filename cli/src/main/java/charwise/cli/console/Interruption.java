package charwise.cli.console;

import charwise.cli.console.SignalSource.Registration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens for Ctrl-C, SIGTERM and SIGHUP during a long run. The first one asks the run to save its
 * state and stop; another one ends the process at once.
 */
public final class Interruption implements AutoCloseable {
  private final AtomicReference<@Nullable ExitCode> asked = new AtomicReference<>();
  private final Runnable stop;
  private final Consumer<ExitCode> end;
  private final List<Registration> registrations;

  /**
   * Listens until closed.
   *
   * @param stop asks the run to stop; called once, on another thread
   */
  public Interruption(Console console, Runnable stop) {
    this(console, stop, exitCode -> Runtime.getRuntime().halt(exitCode.number()));
  }

  Interruption(Console console, Runnable stop, Consumer<ExitCode> end) {
    this.stop = stop;
    this.end = end;
    SignalSource signals = console.signals();
    this.registrations =
        List.of(
            signals.listen("INT", () -> signalled(ExitCode.INTERRUPTED)),
            signals.listen("TERM", () -> signalled(ExitCode.TERMINATED)),
            signals.listen("HUP", () -> signalled(ExitCode.HUNG_UP)));
  }

  private void signalled(ExitCode exitCode) {
    if (asked.compareAndSet(null, exitCode)) {
      stop.run();
    } else {
      end.accept(exitCode);
    }
  }

  /** The exit status of a run that was asked to stop. */
  public ExitCode exitCode() {
    ExitCode code = asked.get();
    return code != null ? code : ExitCode.INTERRUPTED;
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
  }
}
