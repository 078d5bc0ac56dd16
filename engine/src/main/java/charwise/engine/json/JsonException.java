package charwise.engine.json;

import java.io.IOException;

/** A text that is not the JSON it should be; the message says what and where. */
public final class JsonException extends IOException {
  private static final long serialVersionUID = 1L;

  JsonException(String reason, int offset) {
    super(reason + " at byte " + offset + " of the JSON");
  }
}
