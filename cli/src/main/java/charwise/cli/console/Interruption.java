package charwise.cli.console;

import charwise.cli.console.SignalSource.Registration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Listens for Ctrl-C, SIGTERM and SIGHUP during a long run. The first one asks the run to save its
 * state and stop; one that comes a second later or more ends the process at once. Until then others
 * may belong to the first: {@code timeout} sends its signal to the process and to the process
 * group.
 */
public final class Interruption implements AutoCloseable {
  private static final long SAME_REQUEST = TimeUnit.SECONDS.toNanos(1);

  private final Runnable stop;
  private final Consumer<ExitCode> end;
  private final LongSupplier nanoTime;
  private final List<Registration> registrations;
  private @Nullable ExitCode asked;
  private long since;

  /**
   * Listens until closed.
   *
   * @param stop asks the run to stop; called once, on another thread
   */
  public Interruption(Console console, Runnable stop) {
    this(console, stop, exitCode -> Runtime.getRuntime().halt(exitCode.number()), System::nanoTime);
  }

  Interruption(Console console, Runnable stop, Consumer<ExitCode> end, LongSupplier nanoTime) {
    this.stop = stop;
    this.end = end;
    this.nanoTime = nanoTime;
    SignalSource signals = console.signals();
    this.registrations =
        List.of(
            signals.listen("INT", () -> signalled(ExitCode.INTERRUPTED)),
            signals.listen("TERM", () -> signalled(ExitCode.TERMINATED)),
            signals.listen("HUP", () -> signalled(ExitCode.HUNG_UP)));
  }

  private synchronized void signalled(ExitCode exitCode) {
    long now = nanoTime.getAsLong();
    if (asked == null) {
      asked = exitCode;
      since = now;
      stop.run();
    } else if (now - since >= SAME_REQUEST) {
      end.accept(exitCode);
    }
  }

  /** The exit status of a run that was asked to stop. */
  public synchronized ExitCode exitCode() {
    return Objects.requireNonNullElse(asked, ExitCode.INTERRUPTED);
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
  }
}
