package charwise.cli.process;

import charwise.cli.console.WaitingInput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard input of the process, unbuffered. */
public final class StandardInput extends FilterInputStream implements WaitingInput {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

  /** How long whoever writes into a pipe has for its first byte: it began when charwise did. */
  private static final int PATIENCE_MILLISECONDS = 300;

  private static final int PAUSE_MILLISECONDS = 10;

  public StandardInput() {
    super(new FileInputStream(FileDescriptor.in));
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      var named =
          new FileSystemException("standard input", null, "cannot read (" + e.getMessage() + ")");
      named.initCause(e);
      throw named;
    }
  }

  @Override
  public boolean isWaiting() {
    try {
      for (int waited = 0; waited < PATIENCE_MILLISECONDS; waited += PAUSE_MILLISECONDS) {
        if (available() > 0) {
          return true;
        }
        if (!isPipe()) {
          return false;
        }
        Thread.sleep(PAUSE_MILLISECONDS);
      }
      return false;
    } catch (IOException closed) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isPipe() {
    try {
      return Files.readSymbolicLink(DESCRIPTOR).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
