package charwise.engine.checkpoint;

import charwise.engine.json.Json;
import java.io.IOException;
import java.nio.file.Path;

/** A file that is not the model or checkpoint it should be; the message is one line for a user. */
public final class InvalidModelException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 60;

  /**
   * Refuses a file.
   *
   * @param file the file
   * @param reason what is wrong with it, without its name
   */
  public InvalidModelException(Path file, String reason) {
    this(file, reason, "it is damaged, or not a charwise model");
  }

  /**
   * Refuses a file.
   *
   * @param file the file
   * @param reason what is wrong with it, without its name
   * @param advice what to make of it or to do
   */
  public InvalidModelException(Path file, String reason, String advice) {
    super(reason + ": " + file + "; " + advice);
  }

  /** A text from the file, made safe and short enough for a message. */
  static String quote(String text) {
    boolean long_ = text.codePointCount(0, text.length()) > LONGEST_QUOTE;
    String shown = long_ ? text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) : text;
    return Json.write(long_ ? shown + "…" : shown);
  }
}
