package charwise.cli.console;

import java.io.IOException;

/** Nobody reads standard output any more. The run ends without a message. */
public final class ClosedPipeException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClosedPipeException(IOException cause) {
    super("standard output is closed", cause);
  }
}
