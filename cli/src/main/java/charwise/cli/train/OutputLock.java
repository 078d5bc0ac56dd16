package charwise.cli.train;

import charwise.cli.console.UserException;
import charwise.engine.training.RunFiles;
import charwise.engine.training.RunLock;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The lock on the model of a run. Its file is deleted even if a signal ends the process at once,
 * while the text is read or the speed measured.
 */
final class OutputLock implements AutoCloseable {
  private final Thread atExit = new Thread(this::exit);
  private @Nullable RunLock lock;
  private boolean released;

  private OutputLock() {}

  /**
   * Takes the lock.
   *
   * @throws UserException if another run has it
   */
  static OutputLock take(OutputName output, RunFiles files) throws IOException {
    var taken = new OutputLock();
    taken.remember();
    try {
      if (!taken.acquire(files)) {
        throw refusal(output, RunLock.holder(files));
      }
    } catch (IOException | RuntimeException e) {
      taken.forget();
      throw e;
    }
    return taken;
  }

  private static UserException refusal(OutputName output, String process) {
    return UserException.failure(
        "another run is writing this model"
            + (process.isEmpty() ? "" : " (process " + process + ")"),
        output.name(),
        "wait for its end, or name another file with --output");
  }

  private synchronized boolean acquire(RunFiles files) throws IOException {
    if (released) {
      return true; // no lock is needed: the process is ending
    }
    lock = RunLock.tryAcquire(files);
    return lock != null;
  }

  private void exit() {
    try {
      release();
    } catch (IOException notDeleted) {
      // A lock file without a process locks nothing.
    }
  }

  private synchronized void release() throws IOException {
    released = true;
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  private synchronized void remember() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      released = true;
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // The shutdown hook is running.
    }
  }

  @Override
  public void close() throws IOException {
    release(); // first, so that a signal in between leaves no file
    forget();
  }
}
