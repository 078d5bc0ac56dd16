package charwise.engine.data;

import java.io.IOException;

/** Data that cannot be learnt from: empty, too long, or with too many distinct units or labels. */
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An exception with a whole message for the user. */
  public CorpusException(String message) {
    super(message);
  }
}
