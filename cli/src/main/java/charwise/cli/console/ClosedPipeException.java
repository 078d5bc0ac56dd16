package charwise.cli.console;

import java.io.IOException;

/** Nobody reads standard output any more: a reason to stop, and nothing to report. */
public final class ClosedPipeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A write has failed with {@code cause}. */
  public ClosedPipeException(IOException cause) {
    super("standard output is closed", cause);
  }
}
