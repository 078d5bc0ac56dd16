package charwise.engine.data;

import java.io.IOException;

/** A text that can not be made a corpus: empty, too long, or with too many distinct units. */
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1L;

  CorpusException(String message) {
    super(message);
  }
}
